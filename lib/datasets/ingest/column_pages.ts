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
import { writePageHeader } from "./text_encoder/page_header.ts";

/** Packs pages as DuckDB is told to, see `PARQUET_FORMAT`. */
export const ZSTD_LEVEL = { params: { [constants.ZSTD_c_compressionLevel]: 1 } };

const LENGTH_BYTES = 4;

/** Encodes columns, one after the other, in buffers that it uses again. */
export class ColumnEncoder {
  /** Doubles in front of the numbers, for levels. */
  readonly #front: number;
  readonly #numbers: Float64Array<ArrayBuffer>;
  #text = new Uint8Array(0);

  /** @param maxRows rows that a column has at most */
  constructor(maxRows: number) {
    this.#front = Math.ceil(maxRows / 64) + 2;
    this.#numbers = new Float64Array(this.#front + maxRows);
  }

  /**
   * Appends a column of numbers.
   *
   * @param values one a row; `NaN` is missing
   */
  appendNumbers(writer: ByteWriter, name: string, values: Float64Array): ColumnMetaData {
    const present = this.#numbers;
    const front = this.#front;
    let count = 0;
    let least = Infinity;
    let greatest = -Infinity;
    for (let row = 0; row < values.length; row++) {
      const value = values[row];
      if (Number.isNaN(value)) continue;
      present[front + count++] = value;
      if (value < least) least = value;
      if (value > greatest) greatest = value;
    }
    const levels = levelsOf(values.length, count, (row) => !Number.isNaN(values[row]));
    // Right in front of the numbers, which stay where doubles are aligned.
    const start = 8 * front - levels.length;
    const bytes = new Uint8Array(present.buffer);
    bytes.set(levels, start);
    // As Parquet has it: a zero may stand for both of them.
    const range = count === 0 ? {} : {
      min_value: least === 0 ? -0 : least,
      max_value: greatest === 0 ? 0 : greatest,
    };
    return appendPage(writer, bytes.subarray(start, 8 * (front + count)), {
      type: "DOUBLE",
      path_in_schema: [name],
      num_values: BigInt(values.length),
      statistics: { null_count: BigInt(values.length - count), ...range },
    });
  }

  /**
   * Appends a column of words.
   *
   * @param values one a row; an empty one is missing
   */
  appendWords(writer: ByteWriter, name: string, values: readonly string[]): ColumnMetaData {
    let count = 0;
    let characters = 0;
    for (const { length } of values) {
      if (length > 0) count++;
      characters += length;
    }
    const levels = levelsOf(values.length, count, (row) => values[row] !== "");
    // A character of UTF-16 takes three bytes of UTF-8 at most.
    const most = levels.length + LENGTH_BYTES * count + 3 * characters;
    if (this.#text.length < most) this.#text = new Uint8Array(most);
    const page = this.#text;
    const view = new DataView(page.buffer);
    page.set(levels);
    let to = levels.length;
    for (const value of values) {
      if (value === "") continue;
      const bytes = putText(page, to + LENGTH_BYTES, value);
      view.setUint32(to, bytes, true);
      to += LENGTH_BYTES + bytes;
    }
    return appendPage(writer, page.subarray(0, to), {
      type: "BYTE_ARRAY",
      path_in_schema: [name],
      num_values: BigInt(values.length),
      statistics: { null_count: BigInt(values.length - count) },
    });
  }
}

const encoder = new TextEncoder();

/** Writes a text in UTF-8, and gives its bytes. */
function putText(bytes: Uint8Array, at: number, text: string): number {
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i);
    if (code > 0x7f) return encoder.encodeInto(text, bytes.subarray(at)).written;
    bytes[at + i] = code;
  }
  return text.length;
}

/** Which rows have a value: Parquet's definition levels of an optional column, with their length. */
function levelsOf(rows: number, present: number, isPresent: (row: number) => boolean): Uint8Array {
  const writer = new ByteWriter();
  writer.appendUint32(0);
  if (present === rows) {
    writer.appendVarInt(rows << 1);
    writer.appendUint8(1);
  } else {
    const groups = Math.ceil(rows / 8);
    writer.appendVarInt(groups << 1 | 1);
    const bits = new Uint8Array(groups);
    for (let row = 0; row < rows; row++) if (isPresent(row)) bits[row >> 3] |= 1 << (row & 7);
    writer.appendBytes(bits);
  }
  const bytes = writer.getBytes();
  new DataView(bytes.buffer, bytes.byteOffset).setUint32(0, bytes.length - LENGTH_BYTES, true);
  return bytes;
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
