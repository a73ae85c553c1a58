/**
 * Which records of a batch are shown in full.
 *
 * @module
 */
import type { InputRecord } from "../learning/features/input.ts";

/** One record of a batch, with what it held. */
export interface SampledRecord {
  /** Its place in the batch, from 0: `scores[index]` is its score. */
  index: number;
  /** Plain values by name, features or not, such as a host or a time; long texts are cut. */
  record: InputRecord;
}

/** Most records in the `sample` of a batch. */
export const SAMPLED_RECORDS = 64;
/** Most records in the `flagged` of a batch. */
export const FLAGGED_RECORDS = 32;

const MAX_FIELDS = 100;
const MAX_TEXT = 200;

/** Some records of a batch, as `VerdictBatch` has them. */
export interface BatchSample {
  sample: SampledRecord[];
  flagged: SampledRecord[];
}

/**
 * Picks the records of a batch that its subscribers see: some at even distances and the anomalies
 * with the highest scores.
 *
 * @param anomalies one byte a record, 1 for an anomaly
 * @param recordAt gives a record by its place
 *
 * @example
 * ```ts
 * import assert from "node:assert/strict";
 * import { sampleBatch } from "./batch_sample.ts";
 *
 * const scores = Float32Array.of(0.1, 0.9, 0.2);
 * const picked = sampleBatch(scores, Uint8Array.of(0, 1, 0), (index) => ({ bytes: index * 10 }));
 * assert.deepEqual(picked.sample.map(({ index }) => index), [0, 1, 2]);
 * assert.deepEqual(picked.flagged, [{ index: 1, record: { bytes: 10 } }]);
 * ```
 */
export function sampleBatch(
  scores: Float32Array,
  anomalies: Uint8Array,
  recordAt: (index: number) => object,
): BatchSample {
  const take = (index: number) => ({ index, record: plainRecord(recordAt(index)) });
  return { sample: evenly(scores.length).map(take), flagged: highest(scores, anomalies).map(take) };
}

/** The values of a record that are no lists or objects, within bounds. */
export function plainRecord(record: object): InputRecord {
  const plain: [string, InputRecord[string]][] = [];
  for (const [name, value] of Object.entries(record)) {
    if (plain.length === MAX_FIELDS) break;
    if (typeof value === "string") plain.push([name.slice(0, MAX_TEXT), value.slice(0, MAX_TEXT)]);
    else if (value === null || typeof value === "number" || typeof value === "boolean") {
      plain.push([name.slice(0, MAX_TEXT), value]);
    }
  }
  return Object.fromEntries(plain);
}

function evenly(count: number): number[] {
  const taken = Math.min(count, SAMPLED_RECORDS);
  return Array.from({ length: taken }, (_, i) => Math.floor(i * count / taken));
}

function highest(scores: Float32Array, anomalies: Uint8Array): number[] {
  const flagged: number[] = [];
  for (let i = 0; i < scores.length; i++) if (anomalies[i] === 1) flagged.push(i);
  return flagged.sort((a, b) => scores[b] - scores[a]).slice(0, FLAGGED_RECORDS);
}
