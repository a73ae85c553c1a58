/**
 * What would make a record normal, one feature at a time.
 *
 * @module
 */
import { completeRecords } from "../../learning/features/complete_records.ts";
import type { LoadedModel } from "../../models/bundle.ts";
import { recordMatrix } from "../../learning/features/record_matrix.ts";
import type { InputRecord, ModelInput } from "../../learning/features/input.ts";
import { numericCandidates, type NumericInput, roundedAway, valuesBetween } from "./candidates.ts";
import type { Counterfactuals, FeatureChange, TriedValue } from "./types.ts";

/** Records that are scored at a time. */
const BATCH_ROWS = 2048;

/** How often the gap between the last anomalous and the first normal value is cut. */
const ROUNDS = 6;

/** At how many values each time. */
const CUTS = 9;

/** What it takes to score. */
type ScoringModel = Pick<LoadedModel, "pipeline" | "detector">;

/** The search over the values of one feature. */
interface Search {
  input: ModelInput;
  /** The value of the record. */
  value: string | number | null;
  tried: TriedValue[];
}

/** Values of a number between which the record becomes normal. */
interface Gap {
  search: Search & { input: NumericInput };
  /** The record is anomalous here, ... */
  near: number;
  /** ... and normal here, which is further from its value. */
  far: TriedNumber;
}

type TriedNumber = TriedValue & { to: number };

/**
 * Looks, feature by feature, for the smallest change that brings the score of a record to the
 * threshold or below. Numbers are tried over their training range; the gap between the nearest
 * normal value and the record's is then cut ever smaller. Categories are all tried that training
 * had; of those that do, the most frequent one is given. Where the score is not monotone a smaller
 * change may hide between the values that were tried.
 *
 * @param threshold a record is normal when its score is not greater
 * @param features to look at; all where it is absent
 * @returns without features when the record is normal as it is
 * @throws {InvalidRecordError} when the model cannot take the record
 */
export async function findCounterfactuals(
  model: ScoringModel,
  given: InputRecord,
  threshold: number,
  features?: string[],
): Promise<Counterfactuals> {
  const [whole] = completeRecords(model.pipeline, [given]);
  const { record } = model.pipeline.read(whole);
  const [score] = await model.detector.score(recordMatrix(model.pipeline, [record]));
  if (!(score > threshold)) return { score, threshold, anomaly: false, features: [] };
  const tryValues = trier(model, record);
  const searches = startSearches(model, record, features);
  await tryValues(searches.map((search) => [search, firstValues(search)]));
  const gaps = searches.flatMap((search) => gapsOf(search, threshold));
  for (let round = 0; round < ROUNDS; round++) {
    const found = await tryValues(
      gaps.map(({ search, near, far }) => [
        search,
        valuesBetween(near, far.to, CUTS, search.input.integer),
      ]),
    );
    gaps.forEach((gap, index) => narrow(gap, found[index] as TriedNumber[], threshold));
  }
  const rounded = await tryValues(
    gaps.map(({ search, near, far }) => [search, [roundedAway(far.to, near)]]),
  );
  gaps.forEach((gap, index) => {
    const [candidate] = rounded[index] as TriedNumber[];
    if (candidate.score <= threshold) gap.far = candidate;
  });
  const changes = searches.map((search) =>
    describe(search, gaps.filter((gap) => gap.search === search), threshold)
  );
  return { score, threshold, anomaly: true, features: changes.sort(bySize) };
}

function startSearches(
  { pipeline }: ScoringModel,
  record: InputRecord,
  features?: string[],
): Search[] {
  const values = new Map(pipeline.fold([], record).map(({ feature, value }) => [feature, value]));
  return pipeline.inputs()
    .filter(({ name }) => !features || features.includes(name))
    .map((input) => ({ input, value: values.get(input.name) ?? null, tried: [] }));
}

function firstValues({ input, value }: Search): (string | number)[] {
  const values = input.type === "categorical"
    ? input.categories
    : input.ports ?? numericCandidates(input);
  return values.filter((candidate) => candidate !== value);
}

/** Scores the record with other values of single features, all of them together. */
function trier({ pipeline, detector }: ScoringModel, record: InputRecord) {
  return async (trials: [Search, (string | number)[]][]): Promise<TriedValue[][]> => {
    const records = trials.flatMap(([{ input }, values]) =>
      values.map((to): InputRecord => ({ ...record, [input.name]: to }))
    );
    const scores = new Float32Array(records.length);
    for (let from = 0; from < records.length; from += BATCH_ROWS) {
      const batch = recordMatrix(pipeline, records.slice(from, from + BATCH_ROWS));
      scores.set(await detector.score(batch), from);
    }
    let next = 0;
    return trials.map(([search, values]) => {
      const tried = values.map((to) => ({ to, score: scores[next++] }));
      search.tried.push(...tried);
      return tried;
    });
  };
}

/** On both sides of the record's value, where the nearest value lies that makes it normal. */
function gapsOf(search: Search, threshold: number): Gap[] {
  if (!isNumeric(search)) return [];
  const anchor = anchorOf(search);
  return [-1, 1].flatMap((side): Gap[] => {
    const ordered = (search.tried as TriedNumber[])
      .filter(({ to }) => Math.sign(to - anchor) === side)
      .sort((a, b) => Math.abs(a.to - anchor) - Math.abs(b.to - anchor));
    const index = ordered.findIndex(({ score }) => score <= threshold);
    if (index < 0) return [];
    return [{ search, near: ordered[index - 1]?.to ?? anchor, far: ordered[index] }];
  });
}

/** @param found values in the gap, from the near end on */
function narrow(gap: Gap, found: TriedNumber[], threshold: number): void {
  const index = found.findIndex(({ score }) => score <= threshold);
  gap.near = (index < 0 ? found.at(-1) : found[index - 1])?.to ?? gap.near;
  if (index >= 0) gap.far = found[index];
}

function describe(search: Search, gaps: Gap[], threshold: number): FeatureChange {
  const { input, value, tried } = search;
  const change = isNumeric(search)
    ? nearest(gaps, anchorOf(search))
    : tried.find(({ score }) => score <= threshold) ?? null;
  return {
    feature: input.name,
    value,
    change,
    size: change && isNumeric(search) ? sizeOf(change, search) : null,
    lowest: tried.toSorted((a, b) => a.score - b.score)[0] ?? null,
    tried: tried.length,
  };
}

function nearest(gaps: Gap[], anchor: number): TriedNumber | null {
  const [first = null] = gaps.map(({ far }) => far)
    .sort((a, b) => Math.abs(a.to - anchor) - Math.abs(b.to - anchor));
  return first;
}

function sizeOf({ to }: TriedValue, search: Gap["search"]): number {
  const { min, max } = search.input;
  return max > min ? Math.abs(Number(to) - anchorOf(search)) / (max - min) : 1;
}

/** What a change is measured from: the value, or what is typical where it is missing. */
function anchorOf({ value, input }: Gap["search"]): number {
  return typeof value === "number" ? value : input.typical;
}

function isNumeric(search: Search): search is Gap["search"] {
  return search.input.type === "numeric" && search.input.ports === undefined;
}

function bySize(a: FeatureChange, b: FeatureChange): number {
  if (a.change && b.change) return (a.size ?? 1) - (b.size ?? 1);
  if (a.change || b.change) return a.change ? -1 : 1;
  return (a.lowest?.score ?? Infinity) < (b.lowest?.score ?? Infinity) ? -1 : 1;
}
