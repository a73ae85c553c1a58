/**
 * Damage to files, drawn at random from a seed.
 *
 * @module
 */
import { gzipSync } from "node:zlib";
import { createDraws, type Draws } from "../../lib/datasets/demo/draws.ts";
import { bytesOf, zipOf } from "../../lib/datasets/testing.ts";

type Bytes = Uint8Array<ArrayBuffer>;

const HOSTILE_NAMES = [
  "../../../../escaped",
  "/escaped",
  "..\\..\\escaped",
  "C:\\escaped",
  "a/../../escaped.csv",
  "\u202efdp.csv",
  "data.parquet",
  ".ingest/data.parquet",
  "n".repeat(60_000),
  "",
];

const PIECES = ['"', "'", ",", "\n", "\r", "\0", "{", "}", "[", "\\", "%", "@data\n", "\ufeff"];

/** The damaged file of a number; the same number gives the same file. */
export function damagedFile(sound: readonly Bytes[], seed: number): Bytes {
  const draws = createDraws(seed);
  let bytes = draws.pick(sound);
  const damages = draws.between(0, 4);
  for (let i = 0; i < damages; i++) bytes = damage(bytes, sound, draws);
  if (draws.chance(0.15)) bytes = Uint8Array.from(gzipSync(bytes));
  else if (draws.chance(0.25)) bytes = archive(bytes, sound, draws);
  else if (draws.chance(0.02)) bytes = bomb(draws);
  // Damage to what a file is packed in.
  if (draws.chance(0.3)) bytes = damage(bytes, sound, draws);
  return bytes;
}

function damage(bytes: Bytes, sound: readonly Bytes[], draws: Draws): Bytes {
  if (bytes.length === 0) return bytes;
  const at = draws.integer(bytes.length);
  const to = Math.min(bytes.length, at + draws.between(0, 200));
  const kinds: (() => Bytes)[] = [
    () => flipBits(bytes, draws),
    () => bytes.slice(0, at),
    () => bytesOf(bytes.subarray(0, at), bytes.subarray(to)),
    () => bytesOf(bytes.subarray(0, to), bytes.subarray(at)),
    () => bytesOf(bytes.subarray(0, at), draws.pick(PIECES), bytes.subarray(at)),
    () => bytesOf(bytes.subarray(0, at), draws.pick(sound).slice(0, 500), bytes.subarray(at)),
    () => bytesOf(bytes.subarray(0, at), hugeField(draws), bytes.subarray(at)),
  ];
  return draws.pick(kinds)();
}

function flipBits(bytes: Bytes, draws: Draws): Bytes {
  const flipped = bytes.slice();
  const count = draws.between(1, 20);
  for (let i = 0; i < count; i++) {
    flipped[draws.integer(bytes.length)] ^= 1 << draws.integer(8);
  }
  return flipped;
}

function hugeField(draws: Draws): Bytes {
  const length = draws.chance(0.02) ? 9 * 2 ** 20 : draws.between(1_000, 300_000);
  return new Uint8Array(length).fill(bytesOf(draws.pick(["x", "9", '"', ",", "[", "\n", "é"]))[0]);
}

function archive(bytes: Bytes, sound: readonly Bytes[], draws: Draws): Bytes {
  const files = Array.from({ length: draws.between(1, 4) }, (_, i) => ({
    name: draws.chance(0.5) ? draws.pick(HOSTILE_NAMES) : `part ${i}.csv`,
    content: draws.chance(0.7) ? bytes : draws.pick(sound),
    stored: draws.chance(0.3),
    ...(draws.chance(0.05) && { crc: draws.integer(2 ** 31) }),
    ...(draws.chance(0.05) && { flags: draws.integer(2 ** 16) }),
    ...(draws.chance(0.05) && { method: draws.pick([1, 8, 9, 12, 14, 93, 99]) }),
  }));
  return zipOf(...files);
}

/** Some megabytes that unpack to many more than the limit of the test. */
function bomb(draws: Draws): Bytes {
  const content = bytesOf(draws.pick(["1,2\n", "0", '{"a":1}\n', "\n"]).repeat(8e6));
  if (draws.chance(0.3)) return Uint8Array.from(gzipSync(content));
  const inner = zipOf({ name: "a.csv", content }, { name: "../b.csv", content });
  return draws.chance(0.3) ? zipOf({ name: "inner.zip", content: inner }) : inner;
}
