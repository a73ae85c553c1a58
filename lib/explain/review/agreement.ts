/**
 * How far models of one run agree.
 *
 * @module
 */
import { ascendingOrder } from "../../learning/metrics/ranking.ts";
import { fitNormalTail, type NormalTail } from "../../learning/severity/normal_tail.ts";
import { severityOf } from "../../learning/severity/severity.ts";
import { agreementOf } from "../../models/agreement.ts";
import type { ScoredRows } from "./scored_rows.ts";
import type { AgreedRecord, ModelAgreement } from "./types.ts";

/** Models whose votes fit one byte. */
export const MOST_MODELS = 8;

/**
 * Counts what models flag together and alone, as if they were the members of a hybrid.
 *
 * @param models two to eight, tested on the same rows
 * @param limit most records to name
 * @throws {RangeError} when there are too few or too many models, or their test rows differ
 */
export function modelAgreement(
  models: ScoredRows[],
  limit: number,
): ModelAgreement {
  if (models.length < 2 || models.length > MOST_MODELS) {
    throw new RangeError(`Agreement takes 2 to ${MOST_MODELS} models, not ${models.length}.`);
  }
  const [{ labels, scores }] = models;
  if (models.some((model) => model.scores.length !== scores.length)) {
    throw new RangeError("The models were not tested on the same rows.");
  }
  const members = models.map(({ result: { kind, model, threshold } }) => ({
    kind,
    model,
    threshold,
  }));
  const votes = new Uint8Array(scores.length);
  const majority = new Uint8Array(scores.length);
  for (let row = 0; row < votes.length; row++) {
    let count = 0;
    for (let i = 0; i < models.length; i++) {
      if (models[i].flags[row] === 0) continue;
      votes[row] |= 1 << i;
      count++;
    }
    if (2 * count > models.length) majority[row] = 1;
  }
  return {
    ...agreementOf(members, votes, labels),
    majority: agreementOf(members.slice(0, 1), majority, labels).all,
    records: agreedRecords(models, votes, limit),
  };
}

/** Rows that all flag, by the mean of their ranks. */
function agreedRecords(
  models: ScoredRows[],
  votes: Uint8Array,
  limit: number,
): AgreedRecord[] {
  const everyone = 2 ** models.length - 1;
  const ranks = new Float32Array(votes.length);
  for (const { scores } of models) addRanks(ranks, scores);
  const [{ rowNumbers, labels }] = models;
  const normals = models.map(({ heldOut }) => heldOut?.length ? fitNormalTail(heldOut) : null);
  const found = new Map<string, AgreedRecord>();
  let rank = NaN;
  for (const row of ascendingOrder(ranks).reverse()) {
    if (votes[row] !== everyone) continue;
    if (ranks[row] !== rank && found.size >= limit) break;
    rank = ranks[row];
    const scores = models.map((model) => model.scores[row]);
    const code = labels ? labels.codes[row] : -1;
    const key = `${code} ${scores.join(" ")}`;
    const entry = found.get(key);
    if (entry) {
      entry.records++;
      entry.row = Math.min(entry.row, rowNumbers[row] + 1);
    } else if (found.size < limit) {
      found.set(key, {
        row: rowNumbers[row] + 1,
        label: labels?.names[code] ?? null,
        attack: labels && labels.attack[code] === true,
        scores,
        severity: highestSeverity(normals, scores),
        records: 1,
      });
    }
  }
  return [...found.values()];
}

/** The highest severity that a model gives its score. */
function highestSeverity(normals: (NormalTail | null)[], scores: number[]): number | null {
  const known = scores.flatMap((score, model) => {
    const tail = normals[model];
    return tail ? [severityOf(tail, score).value] : [];
  });
  return known.length === 0 ? null : Math.max(...known);
}

/** Adds the share of rows with a lower score to each row, so that equal scores have one rank. */
function addRanks(ranks: Float32Array, scores: Float32Array): void {
  const order = ascendingOrder(scores);
  let rank = 0;
  for (let place = 0; place < order.length; place++) {
    if (place > 0 && scores[order[place]] !== scores[order[place - 1]]) rank = place;
    ranks[order[place]] += rank / order.length;
  }
}
