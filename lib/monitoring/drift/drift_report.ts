/**
 * What has drifted, in numbers and in words.
 *
 * @module
 */
import { formatNumber, formatShare } from "../../base/format.ts";
import type { DriftWindow, WindowCounts } from "./drift_window.ts";
import type {
  CategoricalReference,
  FeatureReference,
  NumericReference,
} from "./feature_reference.ts";
import { populationStabilityIndex, PSI_MOVED, PSI_STABLE } from "./population_stability_index.ts";

/** How far one feature is from its training distribution. */
export interface FeatureDrift {
  feature: string;
  /** Population stability index. */
  psi: number;
  level: "stable" | "changing" | "moved";
  /** Share of the latest records with a category that training did not have. */
  unseenShare: number;
  /** What moved, in a sentence; `null` where nothing did. */
  words: string | null;
}

/** Drift of all features over the latest records. */
export interface DriftReport {
  /** Records in the window. */
  rows: number;
  /** Records it takes before anything is said. */
  needed: number;
  /** Most drifted first; empty before there are enough records. */
  features: FeatureDrift[];
}

/** Of fewer records, chance alone moves the index of ten bins beyond what counts as stable. */
const LEAST_ROWS = 300;

/** A share of unseen categories from which on a feature has moved, whatever its index. */
const UNSEEN_MOVED = 0.05;

/** Compares the latest records with training. */
export function driftReport(window: DriftWindow): DriftReport {
  const { rows } = window;
  if (rows < LEAST_ROWS) return { rows, needed: LEAST_ROWS, features: [] };
  const { features: references } = window.reference;
  const features = window.counts().map((now, i) => featureDrift(references[i], now, rows));
  features.sort((a, b) => LEVELS.indexOf(b.level) - LEVELS.indexOf(a.level) || b.psi - a.psi);
  return { rows, needed: LEAST_ROWS, features };
}

const LEVELS: FeatureDrift["level"][] = ["stable", "changing", "moved"];

function featureDrift(
  reference: FeatureReference,
  now: WindowCounts,
  rows: number,
): FeatureDrift {
  const psi = populationStabilityIndex(reference.counts, now.counts);
  const unseenShare = now.unseen / rows;
  const level = psi >= PSI_MOVED || unseenShare >= UNSEEN_MOVED
    ? "moved"
    : psi >= PSI_STABLE
    ? "changing"
    : "stable";
  const words = level === "stable"
    ? null
    : now.unseen > 0 && unseenShare >= UNSEEN_MOVED
    ? unseenWords(reference.name, unseenShare, now.examples)
    : reference.type === "numeric"
    ? numericWords(reference, now.counts)
    : categoricalWords(reference, now.counts);
  return { feature: reference.name, psi, level, unseenShare, words };
}

function unseenWords(name: string, share: number, examples: string[]): string {
  const quoted = examples.map((example) => `"${example}"`).join(", ");
  return `${name}: ${
    formatShare(share)
  } of the latest records have a category that training did not have, such as ${quoted}.`;
}

function numericWords(
  { name, edges, counts, median }: NumericReference,
  now: Float64Array,
): string {
  const before = shares(counts);
  const after = shares(now);
  const missing = counts.length - 1;
  const change = largestGain(before, after);
  if (change === missing) {
    return `${name}: ${formatShare(after[missing])} of the latest records lack it, ${
      formatShare(before[missing])
    } in training.`;
  }
  const where = change === 0
    ? edges.length === 0 ? "have any value" : `are at most ${formatNumber(edges[0])}`
    : change === edges.length
    ? `are above ${formatNumber(edges[change - 1])}`
    : `lie above ${formatNumber(edges[change - 1])} up to ${formatNumber(edges[change])}`;
  const centre = median === null ? "" : ` The median of training was ${formatNumber(median)}.`;
  return `${name}: ${formatShare(after[change])} of the latest records ${where}, ${
    formatShare(before[change])
  } in training.${centre}`;
}

function categoricalWords({ name, categories, counts }: CategoricalReference, now: Float64Array) {
  const before = shares(counts);
  const after = shares(now);
  const change = largestGain(before, after);
  const what = change < categories.length
    ? `are "${categories[change].slice(0, 60)}"`
    : change === categories.length
    ? "have one of the rarer categories"
    : "lack it";
  return `${name}: ${formatShare(after[change])} of the latest records ${what}, ${
    formatShare(before[change])
  } in training.`;
}

/** The bin that holds so much more than in training as no other. */
function largestGain(before: number[], after: number[]): number {
  const gains = before.map((share, bin) => after[bin] - share);
  return gains.indexOf(Math.max(...gains));
}

function shares(counts: ArrayLike<number>): number[] {
  const list = Array.from(counts);
  const total = list.reduce((sum, count) => sum + count, 0) || 1;
  return list.map((count) => count / total);
}
