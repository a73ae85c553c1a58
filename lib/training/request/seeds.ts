import type { FieldIssue } from "./field_issue.ts";
import type { RunRequest } from "../../resources/run.ts";

/** Seeds that a run can train with. */
export const MOST_SEEDS = 20;

/** All seeds of a run, the one of its models first. */
export function seedsOf({ seed, seeds }: Pick<RunRequest, "seed" | "seeds">): number[] {
  return seeds ?? [seed];
}

/** Whether the seeds differ and agree with the seed of the models. */
export function checkSeeds(seed: number | undefined, seeds: number[] = []): FieldIssue[] {
  const twice = seeds.findIndex((each, index) => seeds.indexOf(each) < index);
  const issues: FieldIssue[] = [];
  if (twice !== -1) issues.push([["seeds", twice], `Seed ${seeds[twice]} is listed twice.`]);
  if (seed !== undefined && seeds.length > 0 && seed !== seeds[0]) {
    issues.push([["seed"], "Must be the first seed, or omitted."]);
  }
  return issues;
}
