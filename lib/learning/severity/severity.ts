/**
 * How bad a score is, on one scale for all detectors.
 *
 * @module
 */
import { logTailProbability, type NormalTail } from "./normal_tail.ts";

/** The bands of severity, as the Common Vulnerability Scoring System 3.1 cuts its scale. */
export const SEVERITY_BANDS = ["low", "medium", "high", "critical"] as const;

/** A band of severity. */
export type SeverityBand = (typeof SEVERITY_BANDS)[number];

/** The place of each band, the lowest first. */
export const BAND_ORDER: ReadonlyMap<SeverityBand, number> = new Map(
  SEVERITY_BANDS.map((band, index) => [band, index]),
);

/** How bad a record is. */
export interface Severity {
  /** 0 to 100. */
  value: number;
  band: SeverityBand;
}

/** What models of an older Netsift, which know no severity, call each anomaly. */
export const UNKNOWN_SEVERITY = 70;

/** Where the bands after the first begin. */
const MEDIUM = 40;
const HIGH = 70;
const CRITICAL = 90;

/** Puts the bounds of the bands at one normal record in 13, in 400 and in 100,000. */
const ROOT = 5;

/**
 * The severity of a score: 100 (1 - p^(1/5)), with p the probability that a normal record scores as
 * high. It never falls as the score rises, and is the same for detectors of any scale.
 *
 * @example
 * ```ts
 * import assert from "node:assert/strict";
 * import { fitNormalTail } from "./normal_tail.ts";
 * import { severityOf } from "./severity.ts";
 *
 * const normals = fitNormalTail(Float32Array.from({ length: 999 }, (_, i) => i / 100));
 * assert.equal(severityOf(normals, 5).band, "low");
 * assert.equal(severityOf(normals, 9.9).band, "medium");
 * assert.equal(severityOf(normals, 50).band, "critical");
 * ```
 */
export function severityOf(normals: NormalTail, score: number): Severity {
  const value = severityValue(normals, score);
  return { value, band: bandOf(value) };
}

/** The severities of scores, 0 to 100, without their bands. */
export function severitiesOf(normals: NormalTail, scores: Float32Array): Float64Array {
  const values = new Float64Array(scores.length);
  for (let i = 0; i < scores.length; i++) values[i] = severityValue(normals, scores[i]);
  return values;
}

/** The band that a severity from 0 to 100 lies in. */
export function bandOf(value: number): SeverityBand {
  if (value < MEDIUM) return "low";
  if (value < HIGH) return "medium";
  return value < CRITICAL ? "high" : "critical";
}

/** Where a band begins, 0 to 100. */
export function leastOfBand(band: SeverityBand): number {
  return { low: 0, medium: MEDIUM, high: HIGH, critical: CRITICAL }[band];
}

function severityValue(normals: NormalTail, score: number): number {
  return -100 * Math.expm1(logTailProbability(normals, score) / ROOT) + 0;
}
