/**
 * The contract that every threshold rule fulfils.
 *
 * @module
 */
import type { ParamField, ParamsFault } from "../param_field.ts";
import type { Judge } from "./judge.ts";
import type { Threshold, ThresholdRule } from "./rule.ts";

/** The scores that a rule may look at. */
export interface ThresholdScores {
  /** Of normal training rows that the detector was not fitted on. */
  heldOut: Float32Array;
  /** Of the test rows, in their order. */
  test: Float32Array;
  /** 1 for an attack, 0 for a normal row, one for each test row; `null` where it is not known. */
  truth: Uint8Array | null;
}

/** One rule: what forms, documentation and checks know of it, and what it does. */
export interface ThresholdDefinition<Rule extends ThresholdRule = ThresholdRule> {
  rule: Rule["rule"];
  title: string;
  /** Which records it flags, in a sentence or two. */
  summary: string;
  /** The paper it follows. */
  source?: string;
  fields: ParamField[];
  /** What is wrong with parameters that are each within their limits, or `null`. */
  check?(rule: Rule): ParamsFault | null;
  /** Looks at the scores of the test rows, not at their labels. */
  usesTestScores?: true;
  /** Looks at the labels of the test rows: its metrics say what is possible, not what to expect. */
  usesTestLabels?: true;
  /**
   * The threshold.
   *
   * @throws {RangeError} when the scores are too few for it, or a parameter is out of its range
   */
  apply(rule: Rule, scores: ThresholdScores): Threshold;
  /**
   * Decides on scores one after the other, for rules whose threshold moves along them. Absent: what is
   * greater than the threshold is an anomaly.
   *
   * @param heldOut where it starts from, at least one score
   */
  judge?(rule: Rule, heldOut: Float32Array): Judge;
}
