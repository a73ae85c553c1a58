/**
 * Small sound files of every format, to be damaged.
 *
 * @module
 */
import { join } from "node:path";
import { openDatabase, quoteLiteral } from "../../lib/tables/duckdb.ts";
import { bytesOf, kddLine, withFolder } from "../../lib/datasets/testing.ts";

const ROWS = 60;

const CIC_HEADER = "Flow ID, Source IP, Timestamp, Flow Duration,Flow Bytes/s, Flow Packets/s," +
  " Flow IAT Mean, Fwd IAT Mean,Bwd IAT Mean, Down/Up Ratio, Average Packet Size,Active Mean," +
  "Idle Mean, Fwd Header Length, Fwd Header Length, Label";

/** The content of one sound file a format and encoding. */
export async function soundFiles(): Promise<Uint8Array<ArrayBuffer>[]> {
  const cic = lines((i) =>
    `f${i},10.0.0.${i},7/7/2017 1:0${i % 10},${i},Infinity,NaN,${i / 7},,1,2,3,4,5,6,7,` +
    (i % 2 ? "BENIGN" : "Web Attack # XSS")
  );
  const arff = "@relation r\n@attribute a real\n@attribute 'b c' {x,'y z'}\n@attribute d string\n" +
    `@attribute class {normal,attack}\n@data\n${
      lines((i) => i % 3 ? `${i},'y z',"s\\"${i}",normal` : `{0 ${i}, 2 word, 3 attack}`)
    }`;
  const quoted = `"name, one";b;label\r\n${
    lines((i) => `"a ""${i}""\nnext";${i};normal`).replaceAll("\n", "\r\n")
  }`;
  const utf16 = Uint8Array.from(
    `\uFEFF${quoted}`.split("").flatMap((
      char,
    ) => [char.charCodeAt(0) & 255, char.charCodeAt(0) >> 8]),
  );
  return [
    bytesOf(lines((i) => kddLine(i % 2 ? "normal." : "smurf.", { 4: i }))),
    bytesOf(lines((i) => kddLine(i % 2 ? "normal,21" : "neptune,3", { 4: i }))),
    Uint8Array.from(`${CIC_HEADER}\n${cic}`.replaceAll("#", "\x96"), (char) => char.charCodeAt(0)),
    bytesOf(arff),
    bytesOf(quoted),
    bytesOf(quoted.replaceAll("\r\n", "\r")),
    utf16,
    bytesOf(lines((i) => `${i}\t${i * i}\tword ${i}`)),
    bytesOf(lines((i) => `{"a": ${i}, "b": {"c": [${i}]}, "k${i % 5}": "v\\u00e9", "label": "x"}`)),
    await parquet(),
  ];
}

function lines(line: (i: number) => string): string {
  return Array.from({ length: ROWS }, (_, i) => `${line(i)}\n`).join("");
}

async function parquet(): Promise<Uint8Array<ArrayBuffer>> {
  let bytes = new Uint8Array();
  await withFolder(async (folder) => {
    using database = await openDatabase({ spillFolder: join(folder, "spill") });
    const path = join(folder, "made");
    await database.run(
      "COPY (SELECT i AS a, i / 7 AS b, 'word ' || i AS c, [i] AS d, 'normal' AS label " +
        `FROM range(${ROWS}) AS t(i)) TO ${quoteLiteral(path)} (FORMAT parquet)`,
    );
    bytes = await Deno.readFile(path);
  });
  return bytes;
}
