/**
 * The process that counts the overlap of two datasets.
 *
 * @module
 */
import { runChild } from "../../jobs/child_main.ts";
import { countOverlap, type Overlap, type OverlapOptions } from "./count_overlap.ts";
import type { OverlapQuestion } from "./request.ts";

/** What the process is told. */
export interface OverlapSpecification {
  question: OverlapQuestion;
  options: OverlapOptions;
}

if (import.meta.main) {
  await runChild<OverlapSpecification, never, Overlap>(({ question, options }) =>
    countOverlap(question, options)
  );
}
