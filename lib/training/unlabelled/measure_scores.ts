/**
 * What scores say about a model whose test data has no labels.
 *
 * @module
 */
import type { ThresholdRule } from "../../learning/thresholds/rule.ts";
import { PLANTED_KINDS } from "../../resources/choices.ts";
import type {
  PlantedAnomalies,
  PlantedKind,
  UnlabelledResult,
} from "../../resources/unlabelled.ts";
import { baselineAlarms } from "./baseline_alarms.ts";
import { judgeHosts, summariseHosts } from "./count_hosts.ts";
import type { RowHosts } from "./test_hosts.ts";

/** What a model made of the rows of a run. */
export interface JudgedTest {
  rule: ThresholdRule;
  threshold: number;
  /** 1 for each test row that is flagged. */
  flags: Uint8Array;
  test: Float32Array;
  /** Scores of held-out training rows. */
  heldOut: Float32Array;
}

/** Scores of planted anomalies. */
export type PlantedScores = Pick<PlantedAnomalies, "kind" | "scores">;

/** What follows from scores alone; a training again is another matter. */
export type MeasuredScores = Omit<UnlabelledResult, "stability" | "stabilityNote">;

/** Measures it by scores, at one threshold. */
export function measureScores(
  judged: JudgedTest,
  planted: PlantedScores[],
  hosts: RowHosts | null,
): MeasuredScores {
  const { rule, threshold, flags } = judged;
  const baseline = baselineAlarms(rule, judged);
  return {
    baseline,
    planted: planted.map(({ kind, scores }) => ({
      kind,
      planted: scores.length,
      found: scores.filter((score) => score > threshold).length,
      scores,
    })),
    hosts: hosts && summariseHosts(hosts.column, judgeHosts(flags, hosts, baseline)),
  };
}

/** Sorts the scores of planted records by kind. */
export function scoresByKind(
  planted: readonly { kind: PlantedKind; row: number }[],
  scores: Float32Array,
): PlantedScores[] {
  return PLANTED_KINDS.flatMap((kind) => {
    const found = planted.filter((each) => each.kind === kind).map(({ row }) => scores[row]);
    return found.length > 0 ? [{ kind, scores: found }] : [];
  });
}
