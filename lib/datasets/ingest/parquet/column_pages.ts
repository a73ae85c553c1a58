/**
 * Columns of a row group of a Parquet file, from values in memory.
 *
 * Source of the file format: Apache Parquet, https://parquet.apache.org/docs/file-format/.
 *
 * @module
 */
import { constants, zstdCompressSync } from "node:zlib";
import type { ColumnMetaData } from "hyparquet";
import { ByteWriter } from "hyparquet-writer";
import { writePageHeader } from "./page_header.ts";
import { WordColumn } from "./word_column.ts";

/** Packs pages as DuckDB is told to, see `PARQUET_FORMAT`. */
export const ZSTD_LEVEL = { params: { [constants.ZSTD_c_compressionLevel]: 1 } };

/** Bytes of the levels' length in front of them. */
const LENGTH_BYTES = 4;

/** Encodes columns, one after the other, in buffers that it uses again. */
export class ColumnEncoder {
  readonly #maxRows: number;
  /** Doubles in front of the numbers, for levels. */
  readonly #front: number;
  readonly #numbers: Float64Array<ArrayBuffer>;
  /** A bit a row: whether it has a number. */
  readonly #present: Uint8Array;

  /** @param maxRows rows that a column has at most */
  constructor(maxRows: number) {
    this.#maxRows = maxRows;
    this.#front = Math.ceil(maxRows / 64) + 2;
    this.#numbers = new Float64Array(this.#front + maxRows);
    this.#present = new Uint8Array(Math.ceil(maxRows / 8));
  }

  /** An empty column of words, to be filled and appended again and again. */
  wordColumn(): WordColumn {
    return new WordColumn(this.#maxRows, 8 * this.#front);
  }

  /**
   * Appends a column of numbers.
   *
   * @param values one a row; `NaN` is missing
   */
  appendNumbers(writer: ByteWriter, name: string, values: Float64Array): ColumnMetaData {
    const numbers = this.#numbers;
    const present = this.#present.fill(0);
    const front = this.#front;
    let count = 0;
    let least = Infinity;
    let greatest = -Infinity;
    for (let row = 0; row < values.length; row++) {
      const value = values[row];
      if (Number.isNaN(value)) continue;
      present[row >> 3] |= 1 << (row & 7);
      numbers[front + count++] = value;
      if (value < least) least = value;
      if (value > greatest) greatest = value;
    }
    // Right in front of the numbers, which stay where doubles are aligned.
    const bytes = new Uint8Array(numbers.buffer, 0, 8 * (front + count));
    const start = putLevels(bytes, 8 * front, { rows: values.length, count, present });
    // As Parquet has it: a zero may stand for both of them.
    const range = count === 0 ? {} : {
      min_value: least === 0 ? -0 : least,
      max_value: greatest === 0 ? 0 : greatest,
    };
    return appendPage(writer, bytes.subarray(start), {
      type: "DOUBLE",
      path_in_schema: [name],
      num_values: BigInt(values.length),
      statistics: { null_count: BigInt(values.length - count), ...range },
    });
  }

  /** Appends a column of words, which {@linkcode ColumnEncoder.wordColumn} made. */
  appendWords(writer: ByteWriter, name: string, words: WordColumn): ColumnMetaData {
    const { bytes, rows, count } = words;
    const start = putLevels(bytes, 8 * this.#front, words);
    return appendPage(writer, bytes.subarray(start), {
      type: "BYTE_ARRAY",
      path_in_schema: [name],
      num_values: BigInt(rows),
      statistics: { null_count: BigInt(rows - count) },
    });
  }
}

/**
 * Writes which rows have a value: Parquet's definition levels of an optional column, with their length.
 *
 * @param end where they end
 * @param present a bit a row, `count` of which are set
 * @returns where they begin
 */
function putLevels(
  bytes: Uint8Array,
  end: number,
  { rows, count, present }: { rows: number; count: number; present: Uint8Array },
): number {
  const writer = new ByteWriter();
  writer.appendUint32(0);
  if (count === rows) {
    writer.appendVarInt(rows << 1);
    writer.appendUint8(1);
  } else {
    const groups = Math.ceil(rows / 8);
    writer.appendVarInt(groups << 1 | 1);
    writer.appendBytes(present.subarray(0, groups));
  }
  const levels = writer.getBytes();
  new DataView(levels.buffer, levels.byteOffset).setUint32(0, levels.length - LENGTH_BYTES, true);
  bytes.set(levels, end - levels.length);
  return end - levels.length;
}

type Facts = Pick<ColumnMetaData, "type" | "path_in_schema" | "num_values" | "statistics">;

function appendPage(writer: ByteWriter, page: Uint8Array, facts: Facts): ColumnMetaData {
  const packed = zstdCompressSync(page, ZSTD_LEVEL);
  const start = writer.offset;
  writePageHeader(writer, {
    type: "data",
    values: Number(facts.num_values),
    encoding: "PLAIN",
    unpackedBytes: page.length,
    packedBytes: packed.length,
  });
  const header = writer.offset - start;
  writer.appendBytes(packed);
  return {
    ...facts,
    encodings: ["PLAIN", "RLE"],
    codec: "ZSTD",
    total_uncompressed_size: BigInt(header + page.length),
    total_compressed_size: BigInt(writer.offset - start),
    data_page_offset: BigInt(start),
  };
}
