import { columnAt } from "./index";
import { Column, MISSING, NUMBER } from "./column";
import { allocate } from "./memory";

const WORD_LENGTH_BYTES: usize = 4;
const RUN_BYTES: usize = 6;
/** What may be written behind packed codes. */
const TAIL_BYTES: usize = 24;

let written: usize = 0;

/** Bytes of the page that was written last. */
export function pageBytes(): usize {
  return written;
}

/** Whether a column has no dictionary. */
export function isPlain(index: i32): bool {
  const column = columnAt(index);
  return column.isPlain || column.count == 0;
}

/** Rows without a value. */
export function missing(index: i32): i32 {
  return columnAt(index).missing;
}

/** Different values of a column that has a dictionary. */
export function values(index: i32): i32 {
  return columnAt(index).count;
}

/**
 * Gives the values of a dictionary other codes.
 *
 * @param codes by the present code, 16 bits each; 0xffff for missing
 */
export function recode(index: i32, codes: usize, rows: i32): void {
  const column = columnAt(index);
  let at = column.codes;
  column.missing = 0;
  for (let row = 0; row < rows; row++, at += 2) {
    let code = <i32>load<u16>(at);
    if (code != MISSING) code = load<u16>(codes + (<usize>code << 1));
    if (code == MISSING) column.missing++;
    store<u16>(at, <u16>code);
  }
}

/**
 * The least and the greatest number of a column.
 *
 * @returns where both are, 64 bits each; the least is above the greatest where there is none
 */
export function range(index: i32): usize {
  const column = columnAt(index);
  let least: f64 = Infinity;
  let greatest: f64 = -Infinity;
  let p = column.isPlain ? column.plain : column.values;
  const end = p + (<usize>(column.isPlain ? column.plainCount : column.count) << 3);
  for (; p < end; p += 8) {
    const number = load<f64>(p);
    least = min(least, number);
    greatest = max(greatest, number);
  }
  const to = allocate(16);
  store<f64>(to, least);
  store<f64>(to, greatest, 8);
  return to;
}

/** Writes the dictionary of a column, as Parquet's encoding PLAIN has it. */
export function dictionaryPage(index: i32): usize {
  const column = columnAt(index);
  return writePlain(column, column.values, column.count, 0);
}

/**
 * Writes the data page of a column, version 1 of Parquet: the definition levels, then the values as
 * RLE_DICTIONARY or, without a dictionary, as PLAIN has them.
 *
 * @param count values of the dictionary; it may have become smaller by {@linkcode recode}
 */
export function dataPage(index: i32, rows: i32, count: i32): usize {
  const column = columnAt(index);
  const levels = levelsBytes(column, rows);
  if (isPlain(index) || count == 0) {
    const page = writePlain(column, column.plain, column.plainCount, levels);
    writeLevels(column, rows, page);
    return page;
  }
  const present = rows - column.missing;
  const width = max(1, 32 - clz(count - 1));
  const groups = (present + 7) >> 3;
  const page = allocate(levels + 1 + RUN_BYTES + <usize>groups * width + TAIL_BYTES);
  writeLevels(column, rows, page);
  let to = page + levels;
  store<u8>(to++, <u8>width);
  if (count == 1) {
    to = writeVarint(to, present << 1);
    store<u8>(to++, 0);
  } else {
    to = writeVarint(to, (groups << 1) | 1);
    packCodes(column, rows, width, to);
    to += <usize>groups * width;
  }
  written = to - page;
  return page;
}

function packCodes(column: Column, rows: i32, width: i32, to: usize): void {
  let bits: u64 = 0;
  let filled = 0;
  const end = column.codes + (<usize>rows << 1);
  for (let at = column.codes; at < end; at += 2) {
    const code = load<u16>(at);
    if (code == MISSING) continue;
    bits |= <u64>code << filled;
    filled += width;
    if (filled >= 32) {
      store<u32>(to, <u32>bits);
      to += 4;
      bits >>= 32;
      filled -= 32;
    }
  }
  // What lies behind the last value up to a group of eight is zero.
  for (let i = 0; i < 4 + width; i++, to++) {
    store<u8>(to, <u8>bits);
    bits >>= 8;
  }
}

/** Bytes that the definition levels take, their length included. */
function levelsBytes(column: Column, rows: i32): usize {
  const run = column.missing == 0
    ? varintBytes(rows << 1) + 1
    : varintBytes((((rows + 7) >> 3) << 1) | 1) + ((rows + 7) >> 3);
  return 4 + run;
}

/** Writes which rows have a value: a run, or a bit each. */
function writeLevels(column: Column, rows: i32, page: usize): void {
  store<u32>(page, levelsBytes(column, rows) - 4);
  let to = page + 4;
  if (column.missing == 0) {
    store<u8>(writeVarint(to, rows << 1), 1);
    return;
  }
  to = writeVarint(to, (((rows + 7) >> 3) << 1) | 1);
  for (let row = 0; row < rows; row += 8, to++) {
    let bits = 0;
    for (let i = 0; i < min(8, rows - row); i++) {
      const code = load<u16>(column.codes + (<usize>(row + i) << 1));
      bits |= (code == MISSING ? 0 : 1) << i;
    }
    store<u8>(to, <u8>bits);
  }
}

/** Writes values one after the other, behind room for the levels. */
function writePlain(column: Column, from: usize, count: i32, levels: usize): usize {
  const end = from + (<usize>count << 3);
  if (column.kind == NUMBER) {
    const page = allocate(levels + (<usize>count << 3));
    memory.copy(page + levels, from, end - from);
    written = levels + (end - from);
    return page;
  }
  let bytes = levels;
  for (let p = from; p < end; p += 8) bytes += WORD_LENGTH_BYTES + load<u32>(p, 4);
  const page = allocate(bytes);
  let to = page + levels;
  for (let p = from; p < end; p += 8) {
    const length = load<u32>(p, 4);
    store<u32>(to, length);
    memory.copy(to + WORD_LENGTH_BYTES, load<u32>(p), length);
    to += WORD_LENGTH_BYTES + length;
  }
  written = bytes;
  return page;
}

function varintBytes(value: u32): usize {
  let bytes: usize = 1;
  for (; value > 0x7f; value >>= 7) bytes++;
  return bytes;
}

function writeVarint(to: usize, value: u32): usize {
  for (; value > 0x7f; value >>= 7) store<u8>(to++, <u8>(value | 0x80));
  store<u8>(to++, <u8>value);
  return to;
}
