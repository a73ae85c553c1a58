/**
 * What every threshold worth trying would flag, in little space.
 *
 * @module
 */
import type { Labels } from "../per_class.ts";
import { ascendingOrder } from "../ranking.ts";

/**
 * Thresholds with the rows between them: the rows that a threshold flags are those counted from its
 * own place on. The counts at each threshold are exact, however few thresholds there are.
 */
export interface ThresholdTable {
  /** Ascending. A row is flagged when its score is greater. The first flags all rows, the last none. */
  thresholds: number[];
  /** Normal rows with a score above the threshold and not above the next; all rows without labels. */
  normal: number[];
  /** Attacks with such scores. */
  attack: number[];
  /** The same for each label, most frequent first; empty without labels. */
  labels: { label: string; attack: boolean; counts: number[] }[];
}

/** How many thresholds a table has, about, and what must be among them. */
export interface ThresholdTableOptions {
  /** At least 10. Tables of fewer different scores have a threshold for each. */
  steps: number;
  /** Thresholds that the table has as they are. */
  include?: number[];
}

/**
 * Chooses thresholds at even ranks of the normal rows and of the attacks, closer together among the
 * highest normal rows, where false alarms are rare, and counts what lies between them.
 *
 * @param scores one a row, higher is more anomalous
 * @param labels the truth, or `null` where it is not known
 * @throws {RangeError} when the lengths differ, a score is not finite, or there are no scores
 *
 * @example
 * ```ts
 * import assert from "node:assert/strict";
 * import { thresholdTable } from "./threshold_table.ts";
 *
 * const table = thresholdTable(Float32Array.of(1, 3, 2, 3), null, { steps: 10 });
 * assert.deepEqual(table.normal, [1, 1, 2]);
 * ```
 */
export function thresholdTable(
  scores: Float32Array,
  labels: Labels | null,
  { steps, include = [] }: ThresholdTableOptions,
): ThresholdTable {
  if (scores.length === 0) throw new RangeError("A table of thresholds needs at least one score.");
  if (labels && labels.codes.length !== scores.length) {
    throw new RangeError(`${scores.length} scores, but ${labels.codes.length} labels.`);
  }
  const order = ascendingOrder(scores);
  const isAttack = (row: number) => labels !== null && labels.attack[labels.codes[row]] === true;
  const exact = new Map(include.map((value) => [rowsUpTo(scores, order, value), value]));
  const places = chosenPlaces(scores, order, isAttack, steps, exact);
  const spaces = places.length - 1;
  const normal = new Array<number>(spaces).fill(0);
  const attack = new Array<number>(spaces).fill(0);
  const counts = (labels?.names ?? []).map(() => new Array<number>(spaces).fill(0));
  for (let space = 0; space < spaces; space++) {
    for (let place = places[space]; place < places[space + 1]; place++) {
      const row = order[place];
      if (isAttack(row)) attack[space]++;
      else normal[space]++;
      if (labels && labels.codes[row] >= 0) counts[labels.codes[row]][space]++;
    }
  }
  return {
    thresholds: places.map((place) => exact.get(place) ?? thresholdAt(scores, order, place)),
    normal,
    attack,
    labels: counts.map((each, code) => ({
      label: labels!.names[code],
      attack: labels!.attack[code],
      counts: each,
    }))
      .map((each) => ({ each, rows: each.counts.reduce((sum, count) => sum + count, 0) }))
      .filter(({ rows }) => rows > 0)
      .sort((a, b) => b.rows - a.rows)
      .map(({ each }) => each),
  };
}

/** Shares of the thresholds that go to the ranks of each class, and to the highest normal rows. */
const EVEN_SHARE = 0.4;
const TAIL_SHARE = 0.2;

/** Where thresholds lie: how many rows, in ascending order, are not above each. */
function chosenPlaces(
  scores: Float32Array,
  order: Uint32Array,
  isAttack: (row: number) => boolean,
  steps: number,
  exact: Map<number, number>,
): number[] {
  const rows = order.length;
  let attacks = 0;
  for (let row = 0; row < rows; row++) if (isAttack(row)) attacks++;
  const normals = rows - attacks;
  const even = EVEN_SHARE * steps;
  const tail = (TAIL_SHARE * steps) / Math.log2(normals + 2);
  const cells = (normal: number, attack: number) => [
    Math.floor((even * normal) / Math.max(1, normals)),
    Math.floor((even * attack) / Math.max(1, attacks)),
    Math.floor(tail * Math.log2(normals - normal + 1)),
  ];
  const all: number[] = [0];
  const chosen: number[] = [0];
  let seenNormal = 0;
  let seenAttack = 0;
  let before = cells(0, 0);
  for (let place = 1; place <= rows; place++) {
    if (isAttack(order[place - 1])) seenAttack++;
    else seenNormal++;
    if (place < rows && scores[order[place]] === scores[order[place - 1]]) continue;
    if (all.length <= steps) all.push(place);
    const now = cells(seenNormal, seenAttack);
    if (place === rows || exact.has(place) || now.some((cell, i) => cell !== before[i])) {
      chosen.push(place);
    }
    before = now;
  }
  return all.length <= steps ? all : chosen;
}

/** How many rows score at most a value. */
function rowsUpTo(scores: Float32Array, order: Uint32Array, value: number): number {
  let low = 0;
  let high = order.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (scores[order[middle]] <= value) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** A threshold with the first `place` rows not above it, and the others above. */
function thresholdAt(scores: Float32Array, order: Uint32Array, place: number): number {
  const lowest = scores[order[0]];
  const highest = scores[order[order.length - 1]];
  const margin = (highest - lowest || Math.abs(lowest) || 1) / 100;
  const below = place === 0 ? lowest - margin : scores[order[place - 1]];
  const above = place === order.length ? highest + margin : scores[order[place]];
  return shortestNumber(below, above);
}

/** The number with the fewest digits that is at least `low` and less than `high`. */
function shortestNumber(low: number, high: number): number {
  for (let digits = 2; digits <= 16; digits++) {
    const near = Number(low.toPrecision(digits));
    if (near >= low && near < high) return near;
    const unit = 10 ** (Math.floor(Math.log10(Math.abs(low) || 1)) + 1 - digits);
    const next = Number((low + unit).toPrecision(digits));
    if (next >= low && next < high) return next;
  }
  return low;
}
