/**
 * Models of one run side by side. Only the flags of one model are in memory beside the votes.
 *
 * @module
 */
import { baselineAlarms } from "../../training/unlabelled/baseline_alarms.ts";
import { type JudgedHosts, judgeHosts } from "../../training/unlabelled/count_hosts.ts";
import type { RowHosts } from "../../training/unlabelled/test_hosts.ts";
import { compareHosts } from "./compare_hosts.ts";
import { scoreFit } from "./score_fit.ts";
import type { FlaggedBy, RunComparison, ScoreFit } from "./types.ts";
import type { ScoredRows } from "../review/scored_rows.ts";

/** A model whose judgement is read when its turn comes. */
export interface ComparedModel {
  id: string;
  read: () => Promise<Pick<ScoredRows, "scores" | "heldOut" | "flags" | "result">>;
}

/** Compares up to 32 models that were tested on the same rows. */
export async function compareModels(
  models: ComparedModel[],
  hosts: RowHosts | null,
): Promise<RunComparison> {
  const ids = models.map(({ id }) => id);
  const fits: ScoreFit[] = [];
  const judged: JudgedHosts[] = [];
  let votes = new Uint32Array(0);
  for (const [index, { id, read }] of models.entries()) {
    const { scores, heldOut, flags, result: { threshold } } = await read();
    if (index === 0) votes = new Uint32Array(flags.length);
    for (let row = 0; row < flags.length; row++) votes[row] |= flags[row] << index;
    fits.push({ model: id, ...scoreFit(scores, heldOut, threshold.value) });
    const alarms = heldOut && baselineAlarms(threshold, { heldOut, test: scores });
    if (hosts) judged.push(judgeHosts(flags, hosts, alarms));
  }
  const combinations = countVotes(votes, ids);
  return {
    models: ids,
    testRows: votes.length,
    combinations,
    alone: ids.map((id) =>
      combinations.find(({ models }) => models.length === 1 && models[0] === id)?.rows ?? 0
    ),
    hosts: hosts && judged.length > 0 ? compareHosts(hosts, judged) : null,
    fits,
  };
}

function countVotes(votes: Uint32Array, ids: string[]): FlaggedBy[] {
  const counts = new Map<number, number>();
  for (const bits of votes) if (bits !== 0) counts.set(bits, (counts.get(bits) ?? 0) + 1);
  return [...counts].map(([bits, rows]) => ({
    models: ids.filter((_, index) => (bits >>> index & 1) === 1),
    rows,
  })).sort((a, b) => b.models.length - a.models.length || b.rows - a.rows);
}
