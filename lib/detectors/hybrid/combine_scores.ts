import { createPacer } from "../../base/pacer.ts";
import type { ScoreOptions } from "../detector.ts";
import { calibrate } from "./calibration.ts";
import type { HybridParams } from "./hybrid_params.ts";
import { combine } from "./rules.ts";
import type { FittedMember } from "./state.ts";

/** Rows whose scores are combined in about a millisecond. */
const ROWS_AT_A_TIME = 4096;

/** What the members say of the same rows, by member. */
export interface MemberScores {
  scores: Float32Array[];
  /** 1 where the member flags the row. */
  flags: Uint8Array[];
}

/**
 * One score a row of those of all members.
 *
 * @param options verdicts get a bit of each member that flags the row
 */
export async function combineScores(
  { rule, calibration, members: params }: HybridParams,
  members: readonly FittedMember[],
  { scores, flags }: MemberScores,
  { signal, verdicts }: Pick<ScoreOptions, "signal" | "verdicts">,
): Promise<Float32Array> {
  const weights = params.map(({ weight }) => weight);
  const combined = new Float32Array(scores[0].length);
  const calibrated = new Float64Array(members.length);
  const pace = createPacer(signal);
  for (let row = 0; row < combined.length; row++) {
    if (row % ROWS_AT_A_TIME === 0) await pace();
    let votes = 0;
    for (let i = 0; i < members.length; i++) {
      calibrated[i] = calibrate(members[i].normals, scores[i][row], calibration);
      if (flags[i][row] === 1) {
        votes++;
        if (verdicts) verdicts[row] |= 1 << i;
      }
    }
    combined[row] = combine(rule, calibration, { calibrated, votes }, weights);
  }
  return combined;
}
