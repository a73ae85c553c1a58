/**
 * The header in front of each page of a Parquet file, in Thrift's compact protocol.
 *
 * Source: https://parquet.apache.org/docs/file-format/ (`PageHeader` in `parquet.thrift`) and
 * https://github.com/apache/thrift/blob/master/doc/specs/thrift-compact-protocol.md.
 *
 * @module
 */
import type { ByteWriter } from "hyparquet-writer";

/** A page of values, or of the dictionary that the codes of one stand for. */
export interface PageFacts {
  type: keyof typeof PAGE_TYPES;
  /** Bytes before they are packed. */
  unpackedBytes: number;
  packedBytes: number;
  /** Missing ones included. */
  values: number;
  encoding: keyof typeof ENCODINGS;
}

const PAGE_TYPES = { data: 0, dictionary: 2 };
const ENCODINGS = { PLAIN: 0, RLE: 3, RLE_DICTIONARY: 8 };
/** Types of fields; a field begins with the distance to the field before it and its type. */
const I32 = 5, STRUCT = 12, STOP = 0;

/** Writes the header of a page. */
export function writePageHeader(writer: ByteWriter, page: PageFacts): void {
  const integers = (...values: number[]) => {
    for (const value of values) {
      writer.appendUint8(1 << 4 | I32);
      writer.appendZigZag(value);
    }
  };
  integers(PAGE_TYPES[page.type], page.unpackedBytes, page.packedBytes);
  if (page.type === "data") {
    writer.appendUint8(2 << 4 | STRUCT); // field 5, data_page_header
    const levels = ENCODINGS.RLE;
    integers(page.values, ENCODINGS[page.encoding], levels, levels);
  } else {
    writer.appendUint8(4 << 4 | STRUCT); // field 7, dictionary_page_header
    integers(page.values, ENCODINGS[page.encoding]);
  }
  writer.appendUint8(STOP);
  writer.appendUint8(STOP);
}
