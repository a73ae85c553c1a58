/**
 * The test rows of a run with what each of its models says about them, a block at a time: memory does
 * not depend on the number of rows.
 *
 * @module
 */
import { join } from "node:path";
import { readHeldOut, SCORES_FILE } from "../../models/scores.ts";
import { judgeBy } from "../../learning/thresholds/apply_rule.ts";
import { LABEL_CODES_FILE, readLabelNames, ROW_NUMBERS_FILE } from "../rows/test_rows.ts";
import type { RunResult } from "../../resources/run.ts";

/** Bytes of a row number, a label code and a score. */
const VALUE_BYTES = 4;

/** A model with the folder that it lies in. */
export interface StoredResult {
  folder: string;
  result: RunResult;
}

/** What to read. */
export interface ScoredRun {
  /** Folder of a run that is done. */
  run: string;
  results: StoredResult[];
}

/** Test rows one after the other. */
export interface ScoredBlock {
  /** Row numbers in the test dataset, counted from 0. */
  rowNumbers: Uint32Array;
  /** Label codes; `null` where the test set has no labels. */
  codes: Int32Array | null;
  /** By model. */
  models: {
    scores: Float32Array;
    /** 1 where the model flags the row. */
    flags: Uint8Array;
  }[];
}

/** The test rows of a run. */
export interface ScoredRows {
  /** Labels by code; `null` where the test set has none. */
  labels: string[] | null;
  /** Of the models, such as `kmeans_2`: the kind and the place in the run. */
  models: string[];
  /** The rows in their order. */
  blocks: AsyncGenerator<ScoredBlock, void, undefined>;
}

/**
 * Opens them.
 *
 * @param blockRows rows of each block but the last
 * @throws {Deno.errors.NotFound} where a file of the run is missing
 */
export async function scoredRows(
  { run, results }: ScoredRun,
  blockRows: number,
): Promise<ScoredRows> {
  const labels = await readLabelNames(run);
  const models = results.map(({ result }, index) => `${result.kind}_${index + 1}`);
  const paths = [
    join(run, ROW_NUMBERS_FILE),
    ...results.map(({ folder }) => join(folder, SCORES_FILE)),
    ...labels ? [join(run, LABEL_CODES_FILE)] : [],
  ];
  await Promise.all(paths.map((path) => Deno.lstat(path)));
  return { labels, models, blocks: blocksOf(paths, results, blockRows) };
}

async function* blocksOf(
  paths: string[],
  results: StoredResult[],
  blockRows: number,
): AsyncGenerator<ScoredBlock, void, undefined> {
  const files: Deno.FsFile[] = [];
  try {
    const judges = await Promise.all(
      results.map(async ({ folder, result: { threshold } }) =>
        judgeBy(threshold, threshold.value, await readHeldOut(folder))
      ),
    );
    for (const path of paths) files.push(await Deno.open(path));
    const rows = (await files[0].stat()).size / VALUE_BYTES;
    for (let from = 0; from < rows; from += blockRows) {
      const count = Math.min(blockRows, rows - from);
      const [numbers, ...values] = await Promise.all(files.map((file) => readBlock(file, count)));
      yield {
        rowNumbers: new Uint32Array(numbers),
        codes: values.length > results.length ? new Int32Array(values[results.length]) : null,
        models: judges.map((judge, index) => {
          const scores = new Float32Array(values[index]);
          const flags = new Uint8Array(count);
          judge.judge(scores, flags);
          return { scores, flags };
        }),
      };
    }
  } finally {
    for (const file of files) file.close();
  }
}

/** @throws {Deno.errors.UnexpectedEof} where the file ends before */
async function readBlock(file: Deno.FsFile, values: number): Promise<ArrayBuffer> {
  const bytes = new Uint8Array(values * VALUE_BYTES);
  for (let at = 0; at < bytes.length;) {
    const read = await file.read(bytes.subarray(at));
    if (read === null) throw new Deno.errors.UnexpectedEof("The file holds too few values.");
    at += read;
  }
  return bytes.buffer;
}
