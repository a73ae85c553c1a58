/**
 * The normal training records that lie nearest to a record.
 *
 * @module
 */
import { requiredFeatures } from "../../learning/features/state.ts";
import { completeRecords } from "../../learning/features/complete_records.ts";
import { readFrame } from "../../tables/frame/read_frame.ts";
import { readRecords } from "../../datasets/records.ts";
import { FeaturePipeline } from "../../learning/features/pipeline.ts";
import { readTestRows } from "../../training/rows/test_rows.ts";
import { firstIndices, indicesWhere } from "../../base/typed_arrays.ts";
import { readBundle } from "../../models/bundle.ts";
import type { InputRecord } from "../../learning/features/input.ts";
import { NearestRows, type NearRow } from "./nearest_rows.ts";
import type { Neighbours } from "./types.ts";

/** Rows that become columns of the model at a time. */
const BLOCK_ROWS = 16_384;

/** What to look for, and where. */
export interface NeighbourSearch {
  /** Folder of the run. */
  run: string;
  /** Folder of the model. */
  model: string;
  dataset: { id: string; name: string };
  parquet: string;
  labelColumn: string | null;
  record: InputRecord;
  /** Most records to find. */
  count: number;
  /** Memory that DuckDB may use, in bytes. */
  memoryBytes: number;
}

/**
 * Compares a record with every normal row that its model's run had for training: those that the
 * detectors were fitted on and those held out, but no row of the test. What was normal is what was
 * so when the run was made.
 *
 * @throws {DatasetError} when the dataset lacks a column
 */
export async function findNeighbours(search: NeighbourSearch): Promise<Neighbours> {
  const bundle = await readBundle(search.model);
  const pipeline = FeaturePipeline.fromJSON(bundle.pipeline);
  const { request, labels } = bundle;
  const read = await readFrame(search.parquet, {
    columns: pipeline.inputs().map(({ name, type }) => ({ name, type })),
    labelColumn: labels.length > 0 ? search.labelColumn : null,
    required: requiredFeatures(pipeline.toJSON().features),
    dropDuplicates: request.dropDuplicates,
    memoryBytes: search.memoryBytes,
  });
  const { frame, rowNumbers } = read;
  const normal = new Set(labels.filter(({ attack }) => !attack).map(({ name }) => name));
  const isNormal = read.labels?.names.map((name) => normal.has(name));
  const tested = request.split ? new Set((await readTestRows(search.run)).rowNumbers) : null;
  const rows = indicesWhere(
    firstIndices(frame.rows),
    (row) => (!isNormal || isNormal[read.labels!.codes[row]]) && !tested?.has(rowNumbers[row]),
  );
  const [record] = completeRecords(pipeline, [search.record]);
  const nearest = new NearestRows(pipeline.transformRecord(record), search.count);
  for (let from = 0; from < rows.length; from += BLOCK_ROWS) {
    const block = rows.subarray(from, from + BLOCK_ROWS);
    nearest.add(pipeline.transform(frame, block), block);
  }
  const found = nearest.found();
  const numbers = found.map(({ row }) => rowNumbers[row]);
  const records = await recordsOf(search, numbers, pipeline);
  return {
    neighbours: found.map(({ row, distance, alike }: NearRow, index) => ({
      row: numbers[index] + 1,
      label: read.labels?.names[read.labels.codes[row]] ?? null,
      distance,
      alike,
      record: records.get(numbers[index])!,
    })),
    searched: rows.length,
    dataset: search.dataset,
  };
}

async function recordsOf(
  { parquet, memoryBytes }: Pick<NeighbourSearch, "parquet" | "memoryBytes">,
  numbers: number[],
  pipeline: FeaturePipeline,
): Promise<Map<number, InputRecord>> {
  const { columns, rows } = await readRecords(parquet, { rowNumbers: numbers }, memoryBytes);
  const ascending = numbers.toSorted((a, b) => a - b);
  const places = pipeline.inputs().map(({ name }) => [name, columns.indexOf(name)] as const);
  return new Map(rows.map((row, index) => [
    ascending[index],
    Object.fromEntries(places.map(([name, place]) => [name, row[place]])),
  ]));
}
