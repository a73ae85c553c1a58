import type { ColumnMetaData, SchemaElement } from "hyparquet";
import { ByteWriter, ParquetWriter } from "hyparquet-writer";
import { writeAll } from "../write_all.ts";

/** A row group, to be written at any place of a file. */
export interface RowGroupBytes {
  rows: number;
  bytes: Uint8Array<ArrayBuffer>;
  /** Of each column; offsets count from the beginning of `bytes`. */
  columns: ColumnMetaData[];
}

/** A column as the file names it. */
export interface StoredColumn {
  name: string;
  /** Numbers are stored as doubles, everything else as text. */
  type: string;
}

/** A Parquet file that is written row group by row group. Close it with `using`. */
export class ParquetFile implements Disposable {
  readonly #file: Deno.FsFile;
  /** Row groups go to the file as they come; the writer has what is around them. */
  readonly #frame = new ByteWriter();
  readonly #parquet: ParquetWriter;
  #offset = 0;
  #rows = 0;

  /** @param path the file; one that is there is replaced */
  constructor(path: string, columns: readonly StoredColumn[]) {
    this.#file = Deno.openSync(path, { write: true, create: true, truncate: true });
    this.#parquet = new ParquetWriter({
      writer: this.#frame,
      schema: schemaOf(columns),
      createdBy: "Netsift",
    });
    this.#write(this.#frame.getBytes());
  }

  /** Rows written so far. */
  get rows(): number {
    return this.#rows;
  }

  /**
   * Writes a row group behind those before it.
   *
   * @throws {DatasetError} when the disk is full
   */
  append({ rows, bytes, columns }: RowGroupBytes): void {
    const from = BigInt(this.#offset);
    this.#parquet.row_groups.push({
      columns: columns.map((column) => ({
        file_offset: 0n,
        meta_data: {
          ...column,
          data_page_offset: from + column.data_page_offset,
          dictionary_page_offset: column.dictionary_page_offset === undefined
            ? undefined
            : from + column.dictionary_page_offset,
        },
      })),
      total_byte_size: columns.reduce((sum, column) => sum + column.total_uncompressed_size, 0n),
      num_rows: BigInt(rows),
      file_offset: from,
      total_compressed_size: BigInt(bytes.length),
    });
    this.#rows += rows;
    this.#write(bytes);
  }

  /** Writes what ends the file. */
  async finish(): Promise<void> {
    const begin = this.#frame.offset;
    this.#parquet.num_rows = BigInt(this.#rows);
    await this.#parquet.finish();
    this.#write(this.#frame.getBytes().subarray(begin));
  }

  [Symbol.dispose](): void {
    this.#file.close();
  }

  #write(bytes: Uint8Array): void {
    writeAll(this.#file, bytes);
    this.#offset += bytes.length;
  }
}

function schemaOf(columns: readonly StoredColumn[]): SchemaElement[] {
  return [
    { name: "schema", num_children: columns.length },
    ...columns.map(({ name, type }): SchemaElement => ({
      name,
      repetition_type: "OPTIONAL",
      ...(type === "numeric"
        ? { type: "DOUBLE" }
        : { type: "BYTE_ARRAY", converted_type: "UTF8", logical_type: { type: "STRING" } }),
    })),
  ];
}
