import { DAY } from "../../lib/datasets/demo/office/clock.ts";
import type { Verdict } from "./contender.ts";

/**
 * Makes a verdict of plain scores of hosts and days: what lies above a quantile of the scores of days
 * before the judged ones is claimed.
 *
 * @param scores for each day, by its midnight, those of hosts
 */
export function verdictOfScores(
  scores: Map<number, Map<string, number>>,
  { firstScored, firstJudged, falseFindings }: {
    firstScored: number;
    firstJudged: number;
    /** For 100 hosts and days. */
    falseFindings: number;
  },
): Verdict {
  const past = [...scores]
    .filter(([start]) => start >= firstScored && start < firstJudged)
    .flatMap(([, byHost]) => [...byHost.values()])
    .sort((a, b) => a - b);
  const limit = past[Math.floor(past.length * (1 - falseFindings / 100))];
  const verdict: Verdict = { claims: [], ranking: new Map() };
  for (const [start, byHost] of scores) {
    if (start < firstJudged) continue;
    const hosts = [...byHost].map(([host, score]) => ({ host, score }));
    hosts.sort((a, b) => b.score - a.score);
    verdict.ranking.set(start, hosts);
    for (const { host, score } of hosts) {
      if (score > limit) verdict.claims.push({ host, from: start, to: start + DAY });
    }
  }
  return verdict;
}
