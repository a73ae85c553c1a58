/**
 * Threshold rules that are chosen by test labels.
 *
 * @module
 */
import { JobError } from "../../jobs/child.ts";
import { thresholdDefinition } from "../../learning/thresholds/catalogue.ts";
import type { ThresholdRule } from "../../learning/thresholds/rule.ts";
import { countAttacks, type RunRows } from "../rows/read_rows.ts";

/** Whether a rule is chosen by test labels. */
export function usesTestLabels({ rule }: ThresholdRule): boolean {
  return thresholdDefinition(rule).usesTestLabels ?? false;
}

/**
 * Refuses such a rule, before anything is trained, where the test rows cannot choose.
 *
 * @throws {JobError} unless both attacks and normal rows are among them
 */
export function checkLabelRule(
  rule: ThresholdRule,
  { rows, isAttack }: Pick<RunRows, "rows" | "isAttack">,
): void {
  if (!usesTestLabels(rule)) return;
  const attacks = countAttacks({ rows, isAttack });
  if (isAttack && attacks > 0 && attacks < rows.length) return;
  throw new JobError(
    `The threshold "${rule.rule}" is chosen by test labels and needs attacks and normal rows in ` +
      `the test data. Choose another threshold.`,
  );
}
