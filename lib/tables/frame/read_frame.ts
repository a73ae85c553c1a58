/**
 * Columns of a stored dataset as typed arrays.
 *
 * @module
 */
import { filled } from "../../base/typed_arrays.ts";
import type { FrameColumn } from "../../learning/features/frame.ts";
import { openDatabase, parquetSource } from "../duckdb.ts";
import { matchColumns, storedColumns, storedType } from "../stored_columns.ts";
import { finiteFloat } from "./chunk_values.ts";
import { FrameReader } from "./frame_reader.ts";
import type { FrameOptions, LabelledFrame } from "./frame_request.ts";
import { chooseRows, nameRows, numberChosen, selectRows } from "./select_rows.ts";

/**
 * Reads columns of a dataset, in the order of its rows.
 *
 * A word read as a number is missing where it is none; a number read as a category becomes its text.
 * Categories and label names are sorted by falling frequency in the dataset, then by name.
 *
 * @throws {DatasetError} when the dataset lacks a column
 */
export async function readFrame(
  parquetPath: string,
  options: FrameOptions,
): Promise<LabelledFrame> {
  using database = await openDatabase({
    spillFolder: `${parquetPath}.${crypto.randomUUID()}`,
    memoryBytes: options.memoryBytes,
    signal: options.signal,
  });
  const stored = await storedColumns(database, parquetPath);
  const label = options.labelColumn ?? null;
  const sequence = options.sequenceColumn ?? null;
  const names = options.columns.map(({ name }) => name);
  const own = matchColumns(stored, sequence === null ? names : [...new Set([...names, sequence])]);
  if (label !== null) storedType(stored, label);

  const [[count]] = await database.rows(`SELECT count(*) FROM ${parquetSource(parquetPath)}`);
  const total = Number(count);
  const compared = names.map((name) => own.get(name)!).concat(label ?? []);
  const notations = new Map(options.columns.map(({ name, notation }) => [name, notation]));
  const { required = [], dropDuplicates = false, rowNumbers: wanted, selection } = options;
  const chosen = wanted
    ? await nameRows(database, wanted)
    : required.length > 0 || dropDuplicates || selection
    ? await chooseRows(database, parquetPath, {
      selected: selection ? await selectRows(database, parquetPath, selection) : total,
      complete: required.map((name) => finiteFloat(stored, own.get(name)!, notations.get(name))),
      compared: dropDuplicates ? compared : [],
      isSelection: selection !== undefined,
    })
    : { rows: total, complete: total, selected: total };
  const { rows } = chosen;
  const rowNumbers = rows < total
    ? await numberChosen(database)
    : filled(new Uint32Array(rows), (row) => row);

  const read = new FrameReader(database, parquetPath, stored, rows);
  const columns: FrameColumn[] = [];
  for (const { name, type, notation } of options.columns) {
    const column = own.get(name)!;
    columns.push(
      type === "numeric"
        ? read.numeric(name, column, notation)
        : await read.categorical(name, column),
    );
  }
  const labels = label === null ? null : await read.categorical(label, label);
  const sequences = sequence === null ? null : await read.categorical(sequence, own.get(sequence)!);
  await read.run(rows < total);
  return {
    frame: { rows, columns },
    labels: labels && { codes: labels.codes, names: labels.categories },
    sequences: sequences && sequences.codes,
    rowNumbers,
    duplicates: chosen.complete - rows,
    dropped: chosen.selected - chosen.complete,
  };
}
