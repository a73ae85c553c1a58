/**
 * As many KDD'99 records as one likes.
 *
 * @module
 */
import type { Client } from "../testing/client.ts";
import { uploadFile } from "./upload_file.ts";

/**
 * Uploads records and waits until they are read.
 *
 * @param data folder of the real data
 * @param rows how many records
 * @returns the id of the dataset
 */
export async function uploadKdd99Rows(
  client: Client,
  data: string,
  name: string,
  rows: number,
): Promise<string> {
  const file = await Deno.makeTempFile({ prefix: "netsift-bench-" });
  try {
    await writeKdd99Rows(data, file, rows);
    const id = await uploadFile(`${client.url}/api/v1/datasets?name=${name}`, file);
    const { status, error } = await client.ingested(id);
    if (status !== "ready") throw new Error(`${name}: ${error}`);
    console.error(`${name}: ${rows} records are read`);
    return id;
  } finally {
    await Deno.remove(file);
  }
}

/**
 * Repeats the records of the 10 % file and cuts the last round short.
 *
 * @param data folder of the real data
 * @param path file to write
 * @param wanted how many records
 */
export async function writeKdd99Rows(data: string, path: string, wanted: number): Promise<void> {
  const source = await Deno.open(`${data}/kddcup99/kddcup.data_10_percent.gz`);
  const unpacked = source.readable.pipeThrough(new DecompressionStream("gzip"));
  const bytes = await new Response(unpacked).bytes();
  const ends: number[] = [];
  for (let at = bytes.indexOf(10); at >= 0; at = bytes.indexOf(10, at + 1)) ends.push(at + 1);
  using file = await Deno.open(path, { write: true, create: true });
  for (let left = wanted; left > 0; left -= ends.length) {
    const part = bytes.subarray(0, left >= ends.length ? bytes.length : ends[left - 1]);
    for (let written = 0; written < part.length;) {
      written += await file.write(part.subarray(written));
    }
  }
}
