/**
 * The importance of features, measured in a run.
 *
 * @module
 */
import type { Detector } from "../../detectors/detector.ts";
import { explanationImportance } from "../../detectors/importance/explanation_importance.ts";
import { permutationImportance } from "../../detectors/importance/permutation_importance.ts";
import type { FeaturePipeline } from "../../learning/features/pipeline.ts";
import type { RunRows } from "../rows/read_rows.ts";
import { type ImportanceRows, importanceRows } from "./importance_rows.ts";
import { planPermutation } from "./permutation_plan.ts";
import type { ModelImportance } from "../../resources/importance.ts";

/** What a measurement may take and how it tells how far it is. */
export interface MeasureOptions {
  seed: number;
  /** Milliseconds that each of the two measures may take, about. */
  budgetMs: number;
  /** Called with the share of the work done, 0 to 1. */
  onProgress?: (fraction: number) => void;
}

/**
 * Rows of the permutations that show how long one takes; the quickest row counts, as the first ones
 * warm up and many rows at once are quicker.
 */
const PROBES = [200, 200, 1000];

/** Share of the budget that a probe may take, unless it is the first. */
const PROBE_SHARE = 0.1;

/** Rows that are explained first, to learn how long that takes, and at most. */
const EXPLAINED = { first: 10, most: 200 };

/** An estimate that was too low ends at this many times the budget. */
const PATIENCE = 3;

/** Shares of the progress bar: the rest is that of explanations. */
const PERMUTATION_SHARE = 0.7;

/**
 * Measures how important each feature is to a fitted detector, on rows of its test, with as many rows
 * and repeats as its budget allows. These depend on the speed of the machine, and the answer says how
 * many they were; with as many again the importance is the same.
 */
export async function measureImportance(
  detector: Detector,
  pipeline: Pick<FeaturePipeline, "transform" | "groups">,
  test: Pick<RunRows, "frame" | "rows" | "sequences" | "isAttack">,
  options: MeasureOptions,
): Promise<ModelImportance> {
  const { seed, budgetMs, onProgress } = options;
  const sample = importanceRows(pipeline, test, { context: detector.context ?? 0, seed });
  const groups = pipeline.groups().filter(({ columns }) => columns.length > 0);
  const permutation = await withinTime(
    budgetMs,
    (signal) =>
      permute(detector, sample, groups, options, {
        signal,
        onProgress: (fraction) => onProgress?.(PERMUTATION_SHARE * fraction),
      }),
  );
  const explanation = await withinTime(
    budgetMs,
    (signal) =>
      explain(detector, sample, groups, options, {
        signal,
        onProgress: (fraction) =>
          onProgress?.(PERMUTATION_SHARE + (1 - PERMUTATION_SHARE) * fraction),
      }),
  );
  const notes = [
    ...(permutation ? [] : [
      "Permutation importance was skipped: scoring the test again for each feature would have taken too long.",
    ]),
    ...(explanation ? [] : [
      "The weight of features in explanations was skipped: explaining records takes too long.",
    ]),
  ];
  return { permutation, explanation, notes };
}

type Groups = ReturnType<FeaturePipeline["groups"]>;

interface Control {
  signal: AbortSignal;
  onProgress: (fraction: number) => void;
}

async function permute(
  detector: Detector,
  { matrix, truth }: ImportanceRows,
  groups: Groups,
  { seed, budgetMs }: MeasureOptions,
  control: Control,
): Promise<ModelImportance["permutation"]> {
  let rowMs: number | null = null;
  for (const most of PROBES) {
    if (rowMs !== null && 2 * most * rowMs > PROBE_SHARE * budgetMs) break;
    const start = performance.now();
    // One feature: a scoring as it is, and one with the feature permuted.
    const { rows } = await permutationImportance(detector, matrix, truth, groups.slice(0, 1), {
      seed,
      rows: most,
      repeats: 1,
      signal: control.signal,
    });
    rowMs = Math.min(rowMs ?? Infinity, (performance.now() - start) / (2 * rows));
  }
  const plan = planPermutation(groups.length, matrix.rows, rowMs!, budgetMs);
  if (!plan) return null;
  const options = { seed, ...plan, ...control };
  const measured = await permutationImportance(detector, matrix, truth, groups, options);
  return { ...measured, repeats: plan.repeats };
}

async function explain(
  detector: Detector,
  { matrix, truth }: ImportanceRows,
  groups: Groups,
  { seed, budgetMs }: MeasureOptions,
  control: Control,
): Promise<ModelImportance["explanation"]> {
  const explained = async (rows: number, { signal, onProgress }: Partial<Control>) => ({
    rows: Math.min(rows, matrix.rows),
    features: await explanationImportance(detector, matrix, truth, groups, {
      seed,
      rows,
      signal,
      onProgress,
    }),
  });
  const start = performance.now();
  const first = await explained(EXPLAINED.first, { signal: control.signal });
  const rowMs = (performance.now() - start) / first.rows;
  const rows = Math.min(EXPLAINED.most, Math.floor(budgetMs / rowMs));
  return rows > EXPLAINED.first ? await explained(rows, control) : first;
}

/** What some work gives, or `null` when its estimate was far too low. */
async function withinTime<Result>(
  budgetMs: number,
  work: (signal: AbortSignal) => Promise<Result>,
): Promise<Result | null> {
  const stop = new AbortController();
  const timer = setTimeout(() => stop.abort(), PATIENCE * budgetMs);
  try {
    return await work(stop.signal);
  } catch (error) {
    if (stop.signal.aborted && error === stop.signal.reason) return null;
    throw error;
  } finally {
    clearTimeout(timer);
  }
}
