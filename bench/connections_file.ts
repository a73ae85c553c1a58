import type { Client } from "../testing/client.ts";
import { openDatabase, PARQUET_FORMAT, quoteLiteral } from "../lib/tables/duckdb.ts";
import { uploadFile } from "./upload_file.ts";

/** How many connections the whole of KDD'99 has. */
export const ALL_KDD99 = 4_898_431;

/**
 * Makes a dataset of so many connections.
 *
 * @returns its id
 */
export async function uploadConnections(client: Client, count: number): Promise<string> {
  const folder = await Deno.makeTempDir({ prefix: "netsift-bench-" });
  try {
    const file = `${folder}/connections.parquet`;
    await writeConnections(file, count);
    const id = await uploadFile(`${client.url}/api/v1/datasets?name=connections`, file);
    const { status, error } = await client.ingested(id);
    if (status !== "ready") throw new Error(`The connections were not read: ${error}`);
    return id;
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
}

/**
 * Writes connections of 5,000 clients with 3,000 servers, a hundred a second, not quite in the order of
 * time, as Parquet.
 */
async function writeConnections(path: string, count: number): Promise<void> {
  using database = await openDatabase({ spillFolder: `${path}.spill` });
  const draw = (factor: number, below: number) => `(hash(i * ${factor}) % ${below})`;
  const host = (network: string, number: string) =>
    `'${network}.' || (${number} // 250) || '.' || (${number} % 250)`;
  const server = `least(${draw(7, 3000)}, ${draw(11, 3000)})`;
  const of = (values: string[], factor: number) =>
    `[${values.join(", ")}][1 + ${draw(factor, values.length)}::INTEGER]`;
  await database.run(
    `COPY (SELECT 1700000000 + i / 100.0 + ${draw(2, 20_000_000)} / 1e6 AS ts, ` +
      `${host("10.0", draw(3, 5000))} AS "id.orig_h", ` +
      `(32768 + ${draw(5, 28_000)})::INTEGER AS "id.orig_p", ` +
      `${host("192.168", server)} AS "id.resp_h", ` +
      `${of(["80", "443", "53", "22", "123", "8080", "25", "3389"], 13)} AS "id.resp_p", ` +
      `${
        of(["'http'", "'ssl'", "'dns'", "'ssh'", "'ntp'", "'http'", "'smtp'", "NULL"], 13)
      } AS service, ` +
      `${of(["'SF'", "'SF'", "'SF'", "'S0'", "'REJ'", "'RSTO'"], 19)} AS conn_state, ` +
      `${draw(23, 100_000)} / 1000.0 AS duration, ${draw(29, 10_000)}::DOUBLE AS orig_bytes, ` +
      `${draw(31, 100_000)}::DOUBLE AS resp_bytes FROM range(${Math.round(count)}) t(i)) ` +
      `TO ${quoteLiteral(path)} (${PARQUET_FORMAT})`,
  );
}
