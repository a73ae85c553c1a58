/**
 * From delimited text whose every line is plain to a Parquet file, many times faster than by a reader
 * that must be ready for anything.
 *
 * @module
 */
import { BYTE_ORDER_MARK, hasMarkAt } from "../source/encoding.ts";
import { ParquetFile } from "../parquet/parquet_file.ts";
import { encodeSegment, type Segment } from "./read_segment.ts";
import { type RowGroupPart, SegmentEncoder, type SegmentRules } from "./segment_encoder.ts";
import { openThreads } from "./segment_threads.ts";

/** A text, and how to read it. */
export interface PlainText {
  path: string;
  rules: SegmentRules;
  /** Whether the first line names the columns. */
  header: boolean;
  /** Bytes of a usual line, as far as is known. */
  lineBytes: number;
}

/** How to write it. */
export interface PlainTextOptions {
  signal?: AbortSignal;
  /** Called with the share of the work done, 0 to 1. */
  onProgress?: (fraction: number) => void;
}

/** What was written. */
export interface WrittenText {
  rows: number;
  /** Columns of numbers that hold none, but words that say so, such as NA. */
  withoutNumbers: Set<number>;
  /** Columns with a value in every row. */
  filled: Set<number>;
}

/** Rows of a row group, as far as its size allows them: what DuckDB writes too. */
const GROUP_ROWS = 122_880;
const SEGMENT_BYTES = [2 ** 16, 2 ** 24];
/** A line end is looked for so far behind a segment. */
const REACH = 2 ** 18;
const MOST_THREADS = 4;
const LF = 10;

/**
 * Writes every line of a text into a Parquet file, in their order. Numbers are stored as
 * {@linkcode storable} has them, empty cells are missing.
 *
 * @returns `null` where a line is not plain, see {@linkcode SegmentEncoder}: the file is then of no use
 */
export async function writePlainText(
  text: PlainText,
  parquetPath: string,
  { signal, onProgress }: PlainTextOptions = {},
): Promise<WrittenText | null> {
  const segments = await segmentsOf(text);
  if (segments.length === 0) return null;
  using file = new ParquetFile(parquetPath, text.rules.columns);
  const missingWords = new Set<number>();
  const numbers = new Set<number>();
  const filled = new Set(text.rules.columns.keys());
  let done = 0;
  for await (const encoded of encodeSegments(text.rules, segments)) {
    signal?.throwIfAborted();
    if (encoded === null) return null;
    if (encoded !== "empty") {
      file.append(encoded);
      for (const column of encoded.missingWords) missingWords.add(column);
      encoded.columns.forEach(({ statistics }, i) => {
        if (statistics?.min_value !== undefined) numbers.add(i);
        if (statistics?.null_count !== 0n) filled.delete(i);
      });
    }
    onProgress?.(++done / segments.length);
  }
  await file.finish();
  return { rows: file.rows, withoutNumbers: missingWords.difference(numbers), filled };
}

/** Encodes segments: one here, several on threads; in their order. */
async function* encodeSegments(
  rules: SegmentRules,
  segments: Segment[],
): AsyncGenerator<RowGroupPart | "empty" | null> {
  if (segments.length === 1) {
    yield encodeSegment(await SegmentEncoder.load(rules), segments[0]);
    return;
  }
  const count = Math.min(segments.length, navigator.hardwareConcurrency, MOST_THREADS);
  using threads = openThreads(rules, count);
  const answers = segments.slice(0, count).map((segment) => threads.encode(segment));
  for (let next = count; answers.length > 0; next++) {
    const encoded = await answers.shift()!;
    if (next < segments.length) answers.push(threads.encode(segments[next]));
    yield encoded;
  }
}

async function segmentsOf(text: PlainText): Promise<Segment[]> {
  const { size } = await Deno.stat(text.path);
  const start = await tableStart(text);
  if (start === null) return [];
  const [fewest, most] = SEGMENT_BYTES;
  const bytes = Math.min(most, Math.max(fewest, Math.ceil(text.lineBytes * GROUP_ROWS)));
  const segments: Segment[] = [];
  for (let from = start; from < size; from += bytes) {
    const to = Math.min(size, from + bytes);
    const { path, rules: { lineEnd } } = text;
    segments.push({ path, from, to, isFirst: from === start, lineEnd, reach: REACH });
  }
  return segments;
}

/** Where the first record begins: behind the byte order mark and the header. */
async function tableStart({ path, header }: PlainText): Promise<number | null> {
  using file = await Deno.open(path);
  const bytes = new Uint8Array(REACH);
  const read = await file.read(bytes) ?? 0;
  const start = hasMarkAt(bytes, 0) ? BYTE_ORDER_MARK.length : 0;
  if (!header) return start;
  const lineEnd = bytes.subarray(0, read).indexOf(LF, start);
  return lineEnd < 0 ? null : lineEnd + 1;
}
