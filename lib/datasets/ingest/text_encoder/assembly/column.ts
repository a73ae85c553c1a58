import { allocate, allocateZeros } from "./memory";

/** A column of numbers. */
export const NUMBER: i32 = 0;

/** The code of a missing value. */
export const MISSING: i32 = 0xffff;

/** With more different values than this a column has no dictionary. */
const MOST_VALUES: i32 = 1 << 14;
const MOST_TEXTS: i32 = 1 << 15;

const FIRST_SLOTS: i32 = 256;
/** The upper bits of a product depend on all bits of its factors; tables have at most 2^16 slots. */
const HASH_SHIFT: u64 = 48;
/** Bytes of a slot of the texts: its first 16 bytes, and its code plus 1, or 0 for an empty slot. */
const TEXT_BYTES: usize = 24;
/** Bytes of a slot of the numbers: the bits of a number, and its code plus 1. */
const NUMBER_BYTES: usize = 16;

/** What is known of a column of the segment in progress. */
// @ts-ignore: decorator of AssemblyScript
@unmanaged
export class Column {
  kind: i32;
  /** Whether it has no dictionary; codes then tell only which values are missing. */
  isPlain: bool;
  missing: i32;
  /** 16 bits a row. */
  codes: usize;
  /** Different values. */
  count: i32;
  /** The different values by code: numbers of 64 bits, or address and length of a word, 32 bits each. */
  values: usize;
  capacity: i32;
  /** Hash table from texts to codes. */
  texts: usize;
  textSlots: i32;
  textCount: i32;
  /** Hash table from numbers to codes: the same number may be written in several ways. */
  numbers: usize;
  numberSlots: i32;
  /** All present values where there is no dictionary, as in `values`. */
  plain: usize;
  plainCount: i32;
}

/** Makes a column, whose kind is known, ready for a segment. */
export function openColumn(column: Column, rows: i32): void {
  column.isPlain = false;
  column.missing = 0;
  column.codes = allocate(<usize>rows << 1);
  column.count = 0;
  column.capacity = FIRST_SLOTS;
  column.values = allocate(<usize>FIRST_SLOTS << 3);
  column.texts = allocateZeros(<usize>FIRST_SLOTS * TEXT_BYTES);
  column.textSlots = FIRST_SLOTS;
  column.textCount = 0;
  column.numberSlots = FIRST_SLOTS;
  if (column.kind == NUMBER) column.numbers = allocateZeros(<usize>FIRST_SLOTS * NUMBER_BYTES);
  column.plainCount = 0;
}

let firstFactor: u64 = 0x9e3779b97f4a7c15;
let secondFactor: u64 = 0xc2b2ae3d27d4eb4f;

/** Sets what hashes depend on, so that nobody can write a text whose cells all fall into one slot. */
export function setHash(first: u64, second: u64): void {
  firstFactor = first | 1;
  secondFactor = second | 1;
}

/** Where the search for a text begins. */
// @ts-ignore: decorator of AssemblyScript
@inline
function textSlot(low: u64, high: u64, slots: i32): i32 {
  return <i32>((low * firstFactor + high * secondFactor) >> HASH_SHIFT) & (slots - 1);
}

/** A hash of all bytes of a text of more than 16; its upper byte is one that no UTF-8 has. */
export function hashOf(start: usize, end: usize): u64 {
  let hash: u64 = end - start;
  for (let p = start; p + 8 <= end; p += 8) {
    hash = (hash ^ load<u64>(p)) * firstFactor;
    hash ^= hash >> 29;
  }
  hash = (hash ^ load<u64>(end - 8)) * secondFactor;
  return (hash ^ (hash >> 32)) | (<u64>0xff << 56);
}

/**
 * Looks a text up.
 *
 * @param low its first 8 bytes, zero behind its end
 * @param high the following 8; of a longer one, anything that depends on all its bytes
 * @param address of a text of more than 16 bytes, or 0
 * @returns its slot, or the empty one where it belongs
 */
// @ts-ignore: decorator of AssemblyScript
@inline
export function findText(column: Column, low: u64, high: u64, address: usize, length: i32): usize {
  const texts = column.texts;
  const textSlots = column.textSlots;
  let slot = textSlot(low, high, textSlots);
  while (true) {
    const at = texts + <usize>slot * TEXT_BYTES;
    const code = load<u32>(at, 16);
    if (code == 0) return at;
    if (
      load<u64>(at) == low && load<u64>(at, 8) == high &&
      (address == 0 || isWord(column, code - 1, address, length))
    ) return at;
    slot = (slot + 1) & (textSlots - 1);
  }
}

/** The code of the text in a slot plus 1; 0 for an empty slot. */
// @ts-ignore: decorator of AssemblyScript
@inline
export function codeAt(slot: usize): u32 {
  return load<u32>(slot, 16);
}

function isWord(column: Column, code: u32, address: usize, length: i32): bool {
  const word = column.values + (<usize>code << 3);
  return load<u32>(word, 4) == length && memory.compare(load<u32>(word), address, length) == 0;
}

/** Keeps the code of a text, unless there are too many of them. */
export function keepText(column: Column, slot: usize, low: u64, high: u64, code: i32): void {
  if (column.textCount == MOST_TEXTS) return;
  store<u64>(slot, low);
  store<u64>(slot, high, 8);
  store<u32>(slot, code + 1, 16);
  column.textCount++;
  if (column.textCount * 2 > column.textSlots) growTexts(column);
}

function growTexts(column: Column): void {
  const from = column.texts;
  const end = from + <usize>column.textSlots * TEXT_BYTES;
  const slots = column.textSlots * 2;
  const texts = allocateZeros(<usize>slots * TEXT_BYTES);
  for (let p = from; p < end; p += TEXT_BYTES) {
    if (codeAt(p) == 0) continue;
    let slot = textSlot(load<u64>(p), load<u64>(p, 8), slots);
    while (codeAt(texts + <usize>slot * TEXT_BYTES) != 0) slot = (slot + 1) & (slots - 1);
    memory.copy(texts + <usize>slot * TEXT_BYTES, p, TEXT_BYTES);
  }
  column.texts = texts;
  column.textSlots = slots;
}

/**
 * Gives a number its code.
 *
 * @returns the code, or -1 where there are too many
 */
export function codeOfNumber(column: Column, number: f64): i32 {
  const bits = reinterpret<u64>(number);
  let slot = numberSlot(bits, column.numberSlots);
  while (true) {
    const at = column.numbers + <usize>slot * NUMBER_BYTES;
    const code = load<u32>(at, 8);
    if (code == 0) {
      const added = addValue(column, bits);
      if (added < 0) return -1;
      store<u64>(at, bits);
      store<u32>(at, added + 1, 8);
      if (column.count * 2 > column.numberSlots) growNumbers(column);
      return added;
    }
    if (load<u64>(at) == bits) return code - 1;
    slot = (slot + 1) & (column.numberSlots - 1);
  }
}

// @ts-ignore: decorator of AssemblyScript
@inline
function numberSlot(bits: u64, slots: i32): i32 {
  return <i32>((bits * firstFactor) >> HASH_SHIFT) & (slots - 1);
}

function growNumbers(column: Column): void {
  const from = column.numbers;
  const end = from + <usize>column.numberSlots * NUMBER_BYTES;
  const slots = column.numberSlots * 2;
  const numbers = allocateZeros(<usize>slots * NUMBER_BYTES);
  for (let p = from; p < end; p += NUMBER_BYTES) {
    if (load<u32>(p, 8) == 0) continue;
    let slot = numberSlot(load<u64>(p), slots);
    while (load<u32>(numbers + <usize>slot * NUMBER_BYTES, 8) != 0) slot = (slot + 1) & (slots - 1);
    memory.copy(numbers + <usize>slot * NUMBER_BYTES, p, NUMBER_BYTES);
  }
  column.numbers = numbers;
  column.numberSlots = slots;
}

/** Gives a word that is new its code; -1 where there are too many. */
export function addWord(column: Column, address: usize, length: i32): i32 {
  return addValue(column, <u64>address | (<u64>length << 32));
}

function addValue(column: Column, value: u64): i32 {
  const code = column.count;
  if (code == MOST_VALUES) return -1;
  if (code == column.capacity) {
    const values = allocate(<usize>code << 4);
    memory.copy(values, column.values, <usize>code << 3);
    column.values = values;
    column.capacity = code * 2;
  }
  store<u64>(column.values + (<usize>code << 3), value);
  column.count = code + 1;
  return code;
}

/** Does without a dictionary from now on. */
export function makePlain(column: Column, rows: i32, done: i32): void {
  column.isPlain = true;
  column.plain = allocate(<usize>rows << 3);
  let to = column.plain;
  for (let row = 0; row < done; row++) {
    const at = column.codes + (<usize>row << 1);
    const code = load<u16>(at);
    if (code == MISSING) continue;
    store<u64>(to, load<u64>(column.values + (<usize>code << 3)));
    store<u16>(at, 0);
    to += 8;
  }
  column.plainCount = <i32>((to - column.plain) >> 3);
}

/** Adds the next value to a column without a dictionary. */
// @ts-ignore: decorator of AssemblyScript
@inline
export function addPlain(column: Column, value: u64): void {
  store<u64>(column.plain + (<usize>column.plainCount << 3), value);
  column.plainCount++;
}

/** Adds the last value once more. */
export function repeatPlain(column: Column): void {
  addPlain(column, load<u64>(column.plain + (<usize>column.plainCount << 3) - 8));
}
