/**
 * What a model takes, and what each part of it has in a score.
 *
 * @module
 */
import type { Notation } from "../../values/notation.ts";
import type { FlatRecord } from "../../values/flatten.ts";

/** One input of a model, enough to draw a form field for it. */
export type ModelInput =
  | {
    name: string;
    type: "numeric";
    /** Range and centre seen in training. */
    min: number;
    max: number;
    mean: number;
    /** The median of training, or the mean where missing values count as zero. */
    typical: number;
    /** Every training value was a whole number. */
    integer: boolean;
    /** The numbers are ports: one port of each class that the model tells apart. */
    ports?: number[];
    /** How the training file wrote the numbers; absent for plain decimals. */
    notation?: Notation;
    /** A record may say nothing of the feature. */
    optional?: boolean;
  }
  | {
    name: string;
    type: "categorical";
    /** Categories seen in training, most frequent first. */
    categories: string[];
    /** How the training file wrote its categories, where these are numbers in some notation. */
    notation?: Notation;
    /** A record may say nothing of the feature. */
    optional?: boolean;
  };

/** A record to predict: values by feature name. */
export type InputRecord = FlatRecord;

/** The part one feature has in a score. */
export interface FeatureContribution {
  feature: string;
  value: string | number | null;
  /** Positive: raised the score. */
  weight: number;
}
