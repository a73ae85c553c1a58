import type { ThresholdRule } from "../../learning/thresholds/rule.ts";
import type { DetectorKind } from "../detector.ts";

/** One detector of a hybrid, as its parameters name it. */
export interface MemberParams {
  kind: DetectorKind;
  params: Record<string, unknown>;
  /** Rows above it get this member's vote; a rule that looks at held-out normal rows alone. */
  threshold: ThresholdRule;
  /** Its part in a weighted mean, 0 to 100; other rules do not look at it. */
  weight: number;
  /** Id of a model that was trained before; absent: it is trained with the hybrid. */
  model?: string;
}
