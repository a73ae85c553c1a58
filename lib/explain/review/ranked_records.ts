/**
 * The test records to review first.
 *
 * @module
 */
import { ascendingOrder } from "../../learning/metrics/ranking.ts";
import { fitNormalTail } from "../../learning/severity/normal_tail.ts";
import { severityOf } from "../../learning/severity/severity.ts";
import type { ScoredRows } from "./scored_rows.ts";
import type { RankedRecord, RankingKind } from "./types.ts";

/**
 * Records by how much they stand out: those with the highest scores, attacks that pass with the
 * lowest scores, normal records that are flagged with the highest. Records with the same score and
 * label, which are mostly repetitions, are one entry.
 *
 * @param limit most entries
 * @returns worst first
 */
export function rankedRecords(
  { scores, heldOut, rowNumbers, labels, flags }: Omit<ScoredRows, "result">,
  kind: RankingKind,
  limit: number,
): RankedRecord[] {
  const order = ascendingOrder(scores);
  if (kind !== "misses") order.reverse();
  const attackOf = (row: number) => labels && labels.attack[labels.codes[row]] === true;
  const belongs = (row: number) =>
    kind === "highest" ||
    (kind === "misses"
      ? attackOf(row) === true && !flags[row]
      : attackOf(row) === false && flags[row]);
  const normals = heldOut?.length ? fitNormalTail(heldOut) : null;
  const found: RankedRecord[] = [];
  let entries = new Map<number, RankedRecord>();
  let score = NaN;
  for (const row of order) {
    if (scores[row] !== score) {
      if (found.length >= limit) break;
      score = scores[row];
      entries = new Map();
    }
    if (!belongs(row)) continue;
    const code = labels ? labels.codes[row] : -1;
    const entry = entries.get(code);
    if (entry) {
      entry.records++;
      entry.row = Math.min(entry.row, rowNumbers[row] + 1);
      continue;
    }
    const made = {
      row: rowNumbers[row] + 1,
      score,
      flagged: flags[row] === 1,
      severity: normals && severityOf(normals, score).value,
      label: labels?.names[code] ?? null,
      attack: attackOf(row),
      records: 1,
    };
    entries.set(code, made);
    found.push(made);
  }
  return found.slice(0, limit);
}
