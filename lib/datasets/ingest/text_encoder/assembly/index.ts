import {
  addPlain,
  addWord,
  codeAt,
  codeOfNumber,
  Column,
  findText,
  hashOf,
  keepText,
  makePlain,
  MISSING,
  NUMBER,
  openColumn,
  repeatPlain,
} from "./column";
import { allocate, allocateZeros, release, releaseAll } from "./memory";
import { parseNumber, setColumn } from "./number";

export { dataPage, dictionaryPage, isPlain, missing, pageBytes, range, recode, values } from "./pages";
export { setHash } from "./column";
export { powersOfFive } from "./number";
export { allocate, release };

const LF: i32 = 10;
const CR: i32 = 13;
/** Cells that are found before columns are looked at: few enough to stay in the nearest caches. */
const TILE_CELLS: i32 = 4096;
const COLUMN_BYTES = offsetof<Column>();

let text: usize = 0;
let columns: usize = 0;
let fields: i32 = 0;

/** What lines are made of. */
let delimiter: i32 = 0;
let quote: i32 = 0;
let lineEndBytes: usize = 1;

/** What was met so far; see {@linkcode encode}. */
let foundQuotes: i64 = 0;
let quotedCells: i64 = 0;
let isOdd: bool = false;
let beyondAscii: bool = false;

/** A column of the segment that was encoded last. */
export function columnAt(index: i32): Column {
  return changetype<Column>(columns + <usize>index * COLUMN_BYTES);
}

/**
 * Begins a segment and forgets the one before.
 *
 * @param bytes of its text
 * @param fieldCount fields of a line
 * @returns where the text is to be written
 */
export function begin(bytes: i32, fieldCount: i32): usize {
  releaseAll();
  fields = fieldCount;
  columns = allocateZeros(<usize>fields * COLUMN_BYTES);
  // Vectors reach up to 16 bytes behind the end.
  text = allocate(bytes + 32);
  return text;
}

/** Says what the values of a column are: 0 for numbers, 1 for words. */
export function setKind(index: i32, kind: i32): void {
  columnAt(index).kind = kind;
}

/** Says what lines are made of; `quoteByte` is 0 where quotes have no meaning. */
export function setRules(delimiterByte: i32, quoteByte: i32, carriageReturns: bool): void {
  delimiter = delimiterByte;
  quote = quoteByte;
  lineEndBytes = carriageReturns ? 2 : 1;
}

/** Whether the segment holds characters beyond ASCII. */
export function isBeyondAscii(): bool {
  return beyondAscii;
}

/**
 * Encodes a segment.
 *
 * @param start where its first line begins
 * @param end behind its last line, which ends as all others
 * @param maxLineBytes without the line end
 * @returns its lines, or -1 where one is not as plain as all must be
 */
export function encode(start: usize, end: usize, maxLineBytes: usize): i32 {
  foundQuotes = 0;
  quotedCells = 0;
  isOdd = false;
  beyondAscii = false;
  memory.fill(end, delimiter == 0x78 ? 0x79 : 0x78, 32);
  const rows = countLines(start, end);
  for (let c = 0; c < fields; c++) openColumn(columnAt(c), rows);
  const tileRows = max(1, TILE_CELLS / fields);
  const ends = allocate(<usize>(tileRows * fields + 32) << 2);
  let at = start;
  let done = 0;
  while (at < end) {
    const found = findCells(at, end, tileRows * fields, ends) / fields;
    if (found == 0 || isOdd) return -1;
    const tile = min(found, tileRows);
    for (let c = 0; c < fields; c++) {
      if (!encodeColumn(columnAt(c), c, ends, tile, done, rows)) return -1;
    }
    for (let row = 0; row < tile; row++) {
      const first = ends + (<usize>(row * fields) << 2);
      const bytes = load<u32>(first + (<usize>fields << 2)) - load<u32>(first) - 1;
      if (bytes < lineEndBytes || bytes - lineEndBytes + 1 > maxLineBytes) return -1;
    }
    done += tile;
    at = load<u32>(ends + (<usize>(tile * fields) << 2)) + 1;
  }
  return done == rows && foundQuotes == 2 * quotedCells ? rows : -1;
}

function countLines(start: usize, end: usize): i32 {
  const lineFeeds = i8x16.splat(<i8>LF);
  let count = 0;
  for (let p = start; p < end; p += 16) {
    count += popcnt(i8x16.bitmask(i8x16.eq(v128.load(p), lineFeeds)));
  }
  return count;
}

/**
 * Finds where cells end: at delimiters and line feeds.
 *
 * @param wanted how many; up to 15 more may be found
 * @param ends 32 bits each: the address before the first cell, then those behind each cell
 * @returns how many were found
 */
function findCells(start: usize, end: usize, wanted: i32, ends: usize): i32 {
  const delimiters = i8x16.splat(<i8>delimiter);
  const lineFeeds = i8x16.splat(<i8>LF);
  const carriageReturns = i8x16.splat(<i8>CR);
  const expectReturns = i8x16.splat(lineEndBytes == 2 ? -1 : 0);
  const quotes = i8x16.splat(<i8>quote);
  const zeros = i8x16.splat(0);
  const last = ends + (<usize>wanted << 2);
  let odd = zeros;
  let bytes = zeros;
  store<u32>(ends, start - 1);
  let to = ends + 4;
  let p = start;
  let quoteCount: i64 = 0;
  let counted = start;
  for (; p < end && to <= last; p += 16) {
    const v = v128.load(p);
    const separators = v128.or(i8x16.eq(v, delimiters), i8x16.eq(v, lineFeeds));
    const returned = v128.and(i8x16.eq(v128.load(p, 1), lineFeeds), expectReturns);
    odd = v128.or(odd, v128.xor(i8x16.eq(v, carriageReturns), returned));
    odd = v128.or(odd, i8x16.eq(v, zeros));
    bytes = v128.or(bytes, v);
    let mask = i8x16.bitmask(separators);
    while (mask) {
      store<u32>(to, p + ctz(mask));
      to += 4;
      mask &= mask - 1;
    }
  }
  if (v128.any_true(odd)) isOdd = true;
  if (i8x16.bitmask(bytes)) beyondAscii = true;
  const found = <i32>((to - ends) >> 2) - 1;
  if (quote && found >= fields) {
    // Up to where the next search begins.
    const used = load<u32>(ends + (<usize>(min(found, wanted) / fields * fields) << 2));
    for (; counted + 16 <= used; counted += 16) {
      quoteCount += popcnt(i8x16.bitmask(i8x16.eq(v128.load(counted), quotes)));
    }
    for (; counted < used; counted++) quoteCount += load<u8>(counted) == quote ? 1 : 0;
    foundQuotes += quoteCount;
  }
  return found;
}

/** Encodes the cells of a column in a tile; false where one is not as it must be. */
function encodeColumn(
  column: Column,
  index: i32,
  ends: usize,
  tile: i32,
  done: i32,
  rows: i32,
): bool {
  setColumn(index);
  const isLast = index == fields - 1;
  const separator = isLast ? LF : delimiter;
  const behind: usize = isLast ? lineEndBytes - 1 : 0;
  const stride = <usize>fields << 2;
  const quoteByte = quote;
  const isWords = column.kind != NUMBER;
  let at = ends + (<usize>index << 2);
  let codes = column.codes + (<usize>done << 1);
  // The short text before this one; many columns repeat themselves.
  let lastText: u64 = 0;
  let lastCode: i32 = 0;
  for (let row = 0; row < tile; row++, at += stride, codes += 2) {
    let start = <usize>load<u32>(at) + 1;
    let end = <usize>load<u32>(at, 4);
    if (load<u8>(end) != separator) return false;
    end -= behind;
    if (quoteByte && load<u8>(start) == quoteByte && start < end) {
      if (end - start < 2 || load<u8>(end - 1) != quoteByte) return false;
      start++;
      end--;
      quotedCells++;
    }
    let length = <i32>(end - start);
    if (isWords && length > 0 && isBlank(start, end)) length = 0;
    let code: i32;
    if (<u32>(length - 1) < 8) {
      const text = load<u64>(start) & (u64.MAX_VALUE >> (64 - (length << 3)));
      if (text == lastText) {
        code = lastCode;
        if (column.isPlain) repeatPlain(column);
      } else {
        code = encodeText(column, start, end, text, 0, 0, done + row, rows);
        // What is missing is counted below and not added again.
        lastText = code == MISSING ? 0 : text;
        lastCode = code;
      }
    } else if (length > 0) {
      code = encodeLongText(column, start, end, done + row, rows);
      lastText = 0;
    } else {
      if (length < 0) return false;
      code = MISSING;
    }
    if (code == MISSING) column.missing++;
    store<u16>(codes, <u16>code);
  }
  return true;
}

/** Whether a cell holds nothing but blanks; a blank that does not break lines (U+00A0) is one too. */
// @ts-ignore: decorator of AssemblyScript
@inline
function isBlank(start: usize, end: usize): bool {
  const first = load<u8>(start);
  return (first <= 0x20 || first == 0xc2) && holdsBlanks(start, end);
}

function holdsBlanks(start: usize, end: usize): bool {
  let p = start;
  while (p < end) {
    const byte = load<u8>(p);
    if (byte == 0x20 || (byte >= 9 && byte <= 13)) p++;
    else if (byte == 0xc2 && p + 1 < end && load<u8>(p, 1) == 0xa0) p += 2;
    else return false;
  }
  return true;
}

function encodeLongText(column: Column, start: usize, end: usize, done: i32, rows: i32): i32 {
  const length = <i32>(end - start);
  const low = load<u64>(start);
  if (length <= 16) {
    const high = load<u64>(start, 8) & (u64.MAX_VALUE >> (128 - (length << 3)));
    return encodeText(column, start, end, low, high, 0, done, rows);
  }
  if (column.kind != NUMBER && !column.isPlain) {
    return encodeText(column, start, end, low, hashOf(start, end), start, done, rows);
  }
  const code = column.isPlain ? -1 : encodeNumber(column, start, end);
  return code < 0 ? addPlainCell(column, start, end, done, rows) : code;
}

/**
 * Encodes a cell that is not empty.
 *
 * @param low see {@linkcode findText}
 * @param done rows before it
 * @returns its code, or `MISSING`
 */
function encodeText(
  column: Column,
  start: usize,
  end: usize,
  low: u64,
  high: u64,
  address: usize,
  done: i32,
  rows: i32,
): i32 {
  if (column.isPlain) return addPlainCell(column, start, end, done, rows);
  const length = <i32>(end - start);
  const slot = findText(column, low, high, address, length);
  let code = <i32>codeAt(slot) - 1;
  if (code >= 0) return code;
  code = column.kind == NUMBER
    ? encodeNumber(column, start, end)
    : addWord(column, start, length);
  if (code < 0) return addPlainCell(column, start, end, done, rows);
  keepText(column, slot, low, high, code);
  return code;
}

/** The code of a number; -1 where there are too many of them. */
function encodeNumber(column: Column, start: usize, end: usize): i32 {
  const number = parseNumber(start, end);
  return isNaN(number) ? MISSING : codeOfNumber(column, number);
}

/** Adds a cell to a column without a dictionary, or with one that is full. */
function addPlainCell(column: Column, start: usize, end: usize, done: i32, rows: i32): i32 {
  if (!column.isPlain) makePlain(column, rows, done);
  if (column.kind == NUMBER) {
    const number = parseNumber(start, end);
    if (isNaN(number)) return MISSING;
    addPlain(column, reinterpret<u64>(number));
  } else {
    addPlain(column, <u64>start | (<u64>(end - start) << 32));
  }
  return 0;
}
