import type { TensorFlowFacts } from "../start.ts";
import type { EngineFacts } from "../../trainer.ts";

/** The facts of TensorFlow.js in the words that engines share. */
export function engineFacts({ threads, remark }: TensorFlowFacts): EngineFacts {
  return { engine: "tfjs", threads, fusedMultiplyAdd: false, ...(remark && { remark }) };
}
