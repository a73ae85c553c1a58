import type { Calibration } from "./calibration.ts";
import type { MemberParams } from "./member_params.ts";
import type { HybridRule } from "./rules.ts";

/** Parameters of a hybrid. */
export interface HybridParams {
  members: MemberParams[];
  rule: HybridRule;
  /** How the scores of the members are put on one scale. */
  calibration: Calibration;
}
