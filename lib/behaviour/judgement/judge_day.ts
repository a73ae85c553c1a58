/**
 * From what checks noticed on a day to which hosts were unusual.
 *
 * @module
 */

import { combine } from "../calibration/combine.ts";
import type { ScoreHistory } from "../calibration/score_history.ts";
import type { DayScores } from "../calibration/score_pool.ts";
import type { Check } from "../checks/check.ts";
import type { Day } from "../day/day.ts";
import type { HostHistory } from "../history/host_history.ts";
import { groupCauses, type GroupedEvidence } from "./group_causes.ts";

/** Before so many days a day is compared with itself, too: each host with the others. */
const DAYS_OF_HISTORY = 7;

/** A check with the scores that it gave in the past. */
export interface CalibratedCheck {
  check: Check;
  scores: ScoreHistory;
}

/** Evidence with what it means. */
export interface JudgedEvidence extends GroupedEvidence {
  check: Check;
  /** Probability that a usual host looks so unusual to this check on a day. */
  p: number;
}

/** A host on a day. */
export interface JudgedHost {
  host: number;
  /** How unusual it is to all checks together; see {@linkcode combine}. */
  score: number;
  /** Most unusual first. */
  evidence: JudgedEvidence[];
}

/** What a day was like. */
export interface JudgedDay {
  /** Hosts of the network, and others that were noticed. */
  hosts: JudgedHost[];
  /** The scores of each check, to be learned. */
  scores: DayScores[];
}

/** Runs the checks on a day and puts what they say on one scale. */
export function judgeDay(
  checks: readonly CalibratedCheck[],
  day: Day,
  history: HostHistory,
): JudgedDay {
  const byHost = new Map<number, JudgedEvidence[]>();
  for (const host of day.counts.keys()) byHost.set(host, []);
  const scores: DayScores[] = [];
  for (const { check, scores: past } of checks) {
    const evidence = groupCauses(check.judge(day, history));
    const today = scoresOf(day, evidence);
    scores.push(today);
    if (history.days < check.daysNeeded) continue;
    const pool = past.pool(history.days < DAYS_OF_HISTORY ? today : null);
    for (const one of evidence) {
      const p = pool.probability(one.host, one.score);
      const judged = { ...one, check, p };
      const found = byHost.get(one.host);
      if (found) found.push(judged);
      else byHost.set(one.host, [judged]);
    }
  }
  const hosts = [...byHost].map(([host, evidence]) => {
    evidence.sort((a, b) => a.p - b.p || b.score - a.score);
    return { host, score: combine(bestOfChecks(evidence)), evidence };
  });
  return { hosts, scores };
}

function bestOfChecks(evidence: readonly JudgedEvidence[]): number[] {
  const best = new Map<Check, number>();
  for (const { check, p } of evidence) best.set(check, Math.min(p, best.get(check) ?? 1));
  return [...best.values()];
}

function scoresOf(day: Day, evidence: readonly GroupedEvidence[]): DayScores {
  const scores = new Map<number, number>();
  for (const { host, score } of evidence) {
    if (day.book.isOwn(host) && score > (scores.get(host) ?? 0)) scores.set(host, score);
  }
  return { hosts: day.counts.size, scores };
}
