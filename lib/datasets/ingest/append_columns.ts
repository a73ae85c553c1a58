/**
 * Further columns of numbers for a stored dataset, without reading those that it has.
 *
 * @module
 */
import { type ColumnMetaData, parquetMetadataAsync } from "hyparquet";
import { ByteWriter } from "hyparquet-writer";
import { ColumnEncoder } from "./parquet/column_pages.ts";
import { ParquetFile } from "./parquet/parquet_file.ts";

/** Columns to append. */
export interface AppendedColumns {
  names: readonly string[];
  /**
   * Their values in some rows, in the order of the names; `NaN` is missing. They are used before the next
   * are asked for.
   *
   * @param from number of the first row, counted from 0
   */
  valuesOf(from: number, rows: number): Float64Array[];
}

/**
 * Writes a copy of a stored dataset with further columns. The bytes of its columns are copied as they
 * are; memory is that of a row group.
 *
 * @throws {TypeError} when the file has columns that datasets do not have
 */
export async function appendColumns(
  source: string,
  target: string,
  { names, valuesOf }: AppendedColumns,
): Promise<void> {
  using input = await Deno.open(source);
  const { size } = await input.stat();
  const metadata = await parquetMetadataAsync({
    byteLength: size,
    slice: (from, to = size) => readBytes(input, from, to).buffer,
  });
  const [, ...stored] = metadata.schema;
  for (const { name, type, repetition_type } of stored) {
    if (repetition_type === "OPTIONAL" && (type === "DOUBLE" || type === "BYTE_ARRAY")) continue;
    throw new TypeError(`The column "${name}" is not stored as those of datasets are.`);
  }
  using file = new ParquetFile(target, [
    ...stored.map(({ name, type }) => ({
      name,
      type: type === "DOUBLE" ? "numeric" : "categorical",
    })),
    ...names.map((name) => ({ name, type: "numeric" })),
  ]);
  const sizes = metadata.row_groups.map(({ num_rows }) => Number(num_rows));
  const encoder = new ColumnEncoder(sizes.reduce((most, rows) => Math.max(most, rows), 0));
  for (const [index, { columns }] of metadata.row_groups.entries()) {
    const writer = new ByteWriter();
    const copied = columns.map(({ meta_data }) => copyColumn(input, writer, meta_data!));
    const values = valuesOf(file.rows, sizes[index]);
    const added = names.map((name, i) => encoder.appendNumbers(writer, name, values[i]));
    const bytes = writer.getBytes();
    file.append({ rows: sizes[index], bytes, columns: [...copied, ...added] });
  }
  await file.finish();
}

/** Copies the pages of a column; what says more of it, such as a filter elsewhere in the file, is left. */
function copyColumn(
  input: Deno.FsFile,
  writer: ByteWriter,
  column: ColumnMetaData,
): ColumnMetaData {
  const { type, encodings, path_in_schema, codec, num_values, dictionary_page_offset } = column;
  const { total_uncompressed_size, total_compressed_size, data_page_offset } = column;
  // Some writers say 0 where there is no dictionary.
  const dictionary = dictionary_page_offset || undefined;
  const from = dictionary !== undefined && dictionary < data_page_offset
    ? dictionary
    : data_page_offset;
  const shift = BigInt(writer.offset) - from;
  writer.appendBytes(readBytes(input, Number(from), Number(from + total_compressed_size)));
  return {
    ...{ type, encodings, path_in_schema, codec, num_values },
    ...{ total_uncompressed_size, total_compressed_size },
    data_page_offset: data_page_offset + shift,
    ...(dictionary !== undefined && { dictionary_page_offset: dictionary + shift }),
  };
}

function readBytes(input: Deno.FsFile, from: number, to: number): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(to - from);
  input.seekSync(from, Deno.SeekMode.Start);
  for (let at = 0; at < bytes.length;) {
    const read = input.readSync(bytes.subarray(at));
    if (read === null) throw new Error("The Parquet file ends too early.");
    at += read;
  }
  return bytes;
}
