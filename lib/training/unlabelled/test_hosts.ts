/**
 * The hosts of the rows that a run was tested on, kept beside them where the data names hosts.
 *
 *     test_hosts.json    the column and the hosts by code
 *     test_hosts.i32     host code of each test row, -1 where it is missing, little-endian
 *
 * @module
 */
import { join } from "node:path";
import { filled } from "../../base/typed_arrays.ts";
import { findingColumns } from "../../datasets/columns/finding_columns.ts";
import type { LabelledFrame } from "../../tables/frame/frame_request.ts";
import { readFrame } from "../../tables/frame/read_frame.ts";
import { MOST_NAMED_ROWS, readWords } from "../../tables/read_words.ts";
import type { RunDataset, RunSpecification } from "../request/specification.ts";

const NAMES_FILE = "test_hosts.json";
const CODES_FILE = "test_hosts.i32";

/** More of them are hardly hosts, and cost memory. */
const MOST_HOSTS = 100_000;

/** The hosts of some rows. */
export interface RowHosts {
  column: string;
  names: string[];
  /** One a row, -1 where it has none. */
  codes: Int32Array<ArrayBuffer>;
}

/**
 * Reads the hosts of rows from their dataset.
 *
 * @param rowNumbers of the rows in the dataset, counted from 0
 * @returns `null` where the data has no column of hosts, or too many of them
 */
export async function findHosts(
  { parquet, profile }: RunDataset,
  rowNumbers: Uint32Array,
  memoryBytes: number,
): Promise<RowHosts | null> {
  const { host } = findingColumns(profile.columns);
  const column = profile.columns.find(({ name }) => name === host);
  if (!column || column.distinct > MOST_HOSTS) return null;
  if (rowNumbers.length <= MOST_NAMED_ROWS) {
    const [words] = await readWords(parquet, [column.name], rowNumbers, memoryBytes);
    return { column: column.name, names: words.categories, codes: words.codes };
  }
  const { frame } = await readFrame(parquet, {
    columns: [{ name: column.name, type: "categorical" }],
    memoryBytes,
  });
  const [found] = frame.columns;
  if (found.type !== "categorical") return null;
  return {
    column: column.name,
    names: found.categories,
    codes: filled(new Int32Array(rowNumbers.length), (i) => found.codes[rowNumbers[i]]),
  };
}

/**
 * Finds the hosts of the test rows of a run and writes them into its folder.
 *
 * @returns `null` where the data names none
 */
export async function keepTestHosts(
  specification: RunSpecification,
  { rows, rowNumbers }: Pick<LabelledFrame, "rowNumbers"> & { rows: Uint32Array },
): Promise<RowHosts | null> {
  const { train, test, staging, memoryBytes } = specification;
  const numbers = filled(new Uint32Array(rows.length), (i) => rowNumbers[rows[i]]);
  const hosts = await findHosts(test ?? train, numbers, memoryBytes);
  if (hosts) await writeTestHosts(staging, hosts);
  return hosts;
}

/** Writes them into the folder of the run. */
async function writeTestHosts(folder: string, hosts: RowHosts): Promise<void> {
  const { column, names, codes } = hosts;
  await Deno.writeTextFile(join(folder, NAMES_FILE), JSON.stringify({ column, names }));
  await Deno.writeFile(join(folder, CODES_FILE), new Uint8Array(codes.buffer));
}

/** Reads them from the folder of a run; `null` where there are none. */
export async function readTestHosts(folder: string): Promise<RowHosts | null> {
  try {
    const head = JSON.parse(await Deno.readTextFile(join(folder, NAMES_FILE)));
    const codes = new Int32Array((await Deno.readFile(join(folder, CODES_FILE))).buffer);
    return { ...(head as Pick<RowHosts, "column" | "names">), codes };
  } catch (error) {
    if (error instanceof Deno.errors.NotFound) return null;
    throw error;
  }
}
