import type { RunRequest } from "../../resources/run.ts";

/** The seeds of a run: `Seed 42`, or `Seeds 1 to 5`, or `Seeds 3, 9, 4`. */
export function seedWords({ seed, seeds = [seed] }: Pick<RunRequest, "seed" | "seeds">): string {
  if (seeds.length === 1) return `Seed ${seed}`;
  return `Seeds ${
    areConsecutive(seeds) && seeds.length > 2 ? `${seed} to ${seeds.at(-1)}` : seeds.join(", ")
  }`;
}

/** Whether each seed follows the one before it. */
export function areConsecutive(seeds: number[]): boolean {
  return seeds.every((each, index) => each === seeds[0] + index);
}
