/**
 * The rows a run was tested on, kept beside the scores of its models.
 *
 *     test_rows.json     the labels by code
 *     test_rows.u32      row number in the dataset, counted from 0, little-endian
 *     test_labels.i32    label code; only where the test set has labels
 *
 * @module
 */
import { join } from "node:path";
import type { LabelledFrame } from "../../tables/frame/frame_request.ts";
import { filled } from "../../base/typed_arrays.ts";

const NAMES_FILE = "test_rows.json";
/** The file of the row numbers. */
export const ROW_NUMBERS_FILE = "test_rows.u32";
/** The file of the label codes. */
export const LABEL_CODES_FILE = "test_labels.i32";

/** The rows a run was tested on. */
export interface TestRows {
  /** Row numbers in the test dataset, counted from 0. */
  rowNumbers: Uint32Array;
  labels: { codes: Int32Array; names: string[] } | null;
}

/**
 * Writes them.
 *
 * @param folder of the run; made where it is missing
 */
export async function writeTestRows(
  folder: string,
  { rows, rowNumbers, labels }: Pick<LabelledFrame, "rowNumbers" | "labels"> & {
    rows: Uint32Array;
  },
): Promise<void> {
  await Deno.mkdir(folder, { recursive: true });
  const write = (name: string, values: Uint32Array<ArrayBuffer> | Int32Array<ArrayBuffer>) =>
    Deno.writeFile(join(folder, name), new Uint8Array(values.buffer));
  await Deno.writeTextFile(
    join(folder, NAMES_FILE),
    JSON.stringify({ names: labels?.names ?? null }),
  );
  await write(ROW_NUMBERS_FILE, filled(new Uint32Array(rows.length), (i) => rowNumbers[rows[i]]));
  if (labels) {
    await write(
      LABEL_CODES_FILE,
      filled(new Int32Array(rows.length), (i) => labels.codes[rows[i]]),
    );
  }
}

/** Reads them. */
export async function readTestRows(folder: string): Promise<TestRows> {
  const names = await readLabelNames(folder);
  const read = async (name: string) => (await Deno.readFile(join(folder, name))).buffer;
  return {
    rowNumbers: new Uint32Array(await read(ROW_NUMBERS_FILE)),
    labels: names && { codes: new Int32Array(await read(LABEL_CODES_FILE)), names },
  };
}

/** Reads the labels by code; `null` where the test set has none. */
export async function readLabelNames(folder: string): Promise<string[] | null> {
  const { names } = JSON.parse(await Deno.readTextFile(join(folder, NAMES_FILE))) as {
    names: string[] | null;
  };
  return names;
}
