/**
 * From a segment of delimited text to a row group of a Parquet file.
 *
 * Source of the file format: Apache Parquet, https://parquet.apache.org/docs/file-format/.
 *
 * @module
 */
import { isUtf8 } from "node:buffer";
import { zstdCompressSync } from "node:zlib";
import type { ColumnMetaData } from "hyparquet";
import { ByteWriter } from "hyparquet-writer";
import { trimBlanks } from "../../../values/missing.ts";
import type { LabelFix } from "../../formats/format.ts";
import { MISSING_LABEL } from "../../labels/labels.ts";
import { ZSTD_LEVEL } from "../parquet/column_pages.ts";
import type { RowGroupBytes } from "../parquet/parquet_file.ts";
import { type EncoderModule, powersOfFive, TEXT_ENCODER } from "./encoder_module.ts";
import { type PageFacts, writePageHeader } from "../parquet/page_header.ts";
import { parseUnusual } from "./parse_unusual.ts";

/** What lines are made of, and what becomes of them. */
export interface SegmentRules {
  /** Labels are words that are normalised. */
  columns: { name: string; type: "numeric" | "categorical" | "label" }[];
  /** One ASCII character. */
  delimiter: string;
  /** One ASCII character, or an empty string where the format knows none. */
  quote: string;
  lineEnd: "\n" | "\r\n";
  maxLineBytes: number;
  /** How labels become what is meant, see {@linkcode Layout}. */
  dottedLabels: boolean;
  labelFixes: LabelFix[];
}

/** A row group, and what was noticed about its values. */
export interface RowGroupPart extends RowGroupBytes {
  /** Columns with words that say that there is no number, such as NA. */
  missingWords: Set<number>;
}

const NUMBER = 0, WORD = 1;

const MISSING = 0xffff;

/** The text is not as plain as the encoder needs it; that is no fault of the text. */
class UnusualTextError extends Error {
  override name = "UnusualTextError";
}

/** Encodes one segment after the other. */
export class SegmentEncoder {
  readonly #module: EncoderModule;
  readonly #rules: SegmentRules;
  #missingWords = new Set<number>();
  #text = 0;

  private constructor(module: EncoderModule, rules: SegmentRules) {
    this.#module = module;
    this.#rules = rules;
    const powers = powersOfFive();
    new BigUint64Array(module.memory.buffer, module.powersOfFive(), powers.length).set(powers);
    const [first, second] = crypto.getRandomValues(new BigUint64Array(2));
    module.setHash(first, second);
    const carriageReturns = rules.lineEnd === "\r\n";
    module.setRules(byteOf(rules.delimiter), byteOf(rules.quote), carriageReturns);
  }

  /** Loads the encoder. */
  static async load(rules: SegmentRules): Promise<SegmentEncoder> {
    const { instance } = await WebAssembly.instantiate(await Deno.readFile(TEXT_ENCODER), {
      env: {
        parseUnusual: (start: number, length: number, column: number) =>
          encoder.#parseUnusual(start, length, column),
      },
    });
    const encoder = new SegmentEncoder(instance.exports as unknown as EncoderModule, rules);
    return encoder;
  }

  /** Room for the text of the next segment; it is valid until {@linkcode encode} returns. */
  room(bytes: number): Uint8Array<ArrayBuffer> {
    this.#text = this.#module.begin(bytes, this.#rules.columns.length);
    return new Uint8Array(this.#module.memory.buffer as ArrayBuffer, this.#text, bytes);
  }

  /**
   * Encodes the lines from `start` to `end` of the room.
   *
   * @param end behind the last line, which ends like the others
   * @returns `null` where the text is not plain: a line has another number of cells or is blank, a
   *   cell holds a quote, a delimiter or a line end, there is a word where a number is expected
   */
  encode(start: number, end: number): RowGroupPart | null {
    const module = this.#module;
    const { columns, maxLineBytes } = this.#rules;
    columns.forEach(({ type }, i) => module.setKind(i, type === "numeric" ? NUMBER : WORD));
    this.#missingWords = new Set();
    let rows: number;
    try {
      rows = module.encode(this.#text + start, this.#text + end, maxLineBytes);
    } catch (error) {
      if (error instanceof UnusualTextError) return null;
      throw error;
    }
    if (rows < 0) return null;
    if (module.isBeyondAscii()) {
      const text = new Uint8Array(module.memory.buffer, this.#text + start, end - start);
      if (!isUtf8(text)) return null;
    }
    const writer = new ByteWriter();
    const written: ColumnMetaData[] = [];
    for (const index of columns.keys()) {
      const column = this.#writeColumn(writer, index, rows);
      if (column === null) return null;
      written.push(column);
    }
    return {
      rows,
      bytes: writer.getBytes(),
      columns: written,
      missingWords: this.#missingWords,
    };
  }

  /** Reads a number that is not written as a plain decimal. */
  #parseUnusual(start: number, length: number, column: number): number {
    const text = decode(new Uint8Array(this.#module.memory.buffer, start, length));
    const number = parseUnusual(text);
    if (number === undefined) throw new UnusualTextError();
    if (number === null) this.#missingWords.add(column);
    return number ?? NaN;
  }

  #writeColumn(writer: ByteWriter, index: number, rows: number): ColumnMetaData | null {
    const module = this.#module;
    const { name, type } = this.#rules.columns[index];
    const free = module.allocate(0);
    const start = writer.offset;
    let isPlain = module.isPlain(index) !== 0;
    let values = module.values(index);
    let unpacked = 0;
    let dictionaryOffset: bigint | undefined;
    const page = (facts: Pick<PageFacts, "type" | "values" | "encoding">, bytes: Uint8Array) => {
      const packed = zstdCompressSync(bytes, ZSTD_LEVEL);
      const from = writer.offset;
      writePageHeader(writer, {
        ...facts,
        unpackedBytes: bytes.length,
        packedBytes: packed.length,
      });
      unpacked += writer.offset - from + bytes.length;
      writer.appendBytes(packed);
    };
    if (!isPlain) {
      let dictionary: Uint8Array;
      if (type === "label") {
        const labels = this.#normaliseLabels(index, rows);
        dictionary = labels.dictionary;
        values = labels.count;
      } else {
        dictionary = this.#written(module.dictionaryPage(index));
      }
      if (values > 0) {
        dictionaryOffset = BigInt(start);
        page({ type: "dictionary", values, encoding: "PLAIN" }, dictionary);
      } else {
        isPlain = true;
      }
    } else if (type === "label" && values > 0) {
      return null; // so many different labels are not worth a separate path
    }
    const dataOffset = writer.offset;
    page(
      { type: "data", values: rows, encoding: isPlain ? "PLAIN" : "RLE_DICTIONARY" },
      this.#written(module.dataPage(index, rows, values)),
    );
    const range = type === "numeric" ? this.#range(index) : {};
    module.release(free);
    return {
      type: type === "numeric" ? "DOUBLE" : "BYTE_ARRAY",
      encodings: isPlain ? ["PLAIN", "RLE"] : ["PLAIN", "RLE", "RLE_DICTIONARY"],
      path_in_schema: [name],
      codec: "ZSTD",
      num_values: BigInt(rows),
      total_uncompressed_size: BigInt(unpacked),
      total_compressed_size: BigInt(writer.offset - start),
      data_page_offset: BigInt(dataOffset),
      dictionary_page_offset: dictionaryOffset,
      statistics: { null_count: BigInt(module.missing(index)), ...range },
    };
  }

  #written(address: number): Uint8Array {
    return new Uint8Array(this.#module.memory.buffer, address, this.#module.pageBytes());
  }

  #range(index: number): { min_value?: number; max_value?: number } {
    const at = this.#module.range(index);
    const [min, max] = new Float64Array(this.#module.memory.buffer, at, 2);
    if (min > max) return {};
    // As Parquet has it: a zero may stand for both of them.
    return { min_value: min === 0 ? -0 : min, max_value: max === 0 ? 0 : max };
  }

  /** Puts what is meant into the dictionary of a column of labels. */
  #normaliseLabels(index: number, rows: number): { dictionary: Uint8Array; count: number } {
    const module = this.#module;
    const page = this.#written(module.dictionaryPage(index));
    const { buffer, byteOffset } = page;
    const view = new DataView(buffer, byteOffset, page.length);
    const codes = new Map<string, number>();
    const recoded: number[] = [];
    for (let at = 0; at < page.length;) {
      const length = view.getUint32(at, true);
      const meant = this.#meantLabel(decode(page.subarray(at + 4, at + 4 + length)));
      at += 4 + length;
      if (meant !== "" && !codes.has(meant)) codes.set(meant, codes.size);
      recoded.push(codes.get(meant) ?? MISSING);
    }
    const address = module.allocate(2 * recoded.length);
    new Uint16Array(module.memory.buffer, address, recoded.length).set(recoded);
    module.recode(index, address, rows);
    const writer = new ByteWriter();
    for (const label of codes.keys()) {
      const bytes = new TextEncoder().encode(label);
      writer.appendUint32(bytes.length);
      writer.appendBytes(bytes);
    }
    return { dictionary: writer.getBytes(), count: codes.size };
  }

  #meantLabel(written: string): string {
    const { dottedLabels, labelFixes } = this.#rules;
    const trimmed = trimBlanks(written);
    const undotted = dottedLabels && trimmed.endsWith(".") ? trimmed.slice(0, -1) : trimmed;
    const label = labelFixes.reduce(
      (label, { written, meant }) => label.replaceAll(written, meant),
      undotted,
    );
    return NO_LABEL.test(label) ? "" : label;
  }
}

function byteOf(character: string): number {
  return character === "" ? 0 : character.charCodeAt(0);
}

function decode(bytes: Uint8Array): string {
  return new TextDecoder().decode(bytes);
}

const NO_LABEL = new RegExp(`^${MISSING_LABEL}$`, "i");
