import { z } from "zod";
import { givenId } from "../../base/request_limits.ts";

const id = givenId.regex(/^[\w-]+$/, "This is not an id.");

/** What a person may say about a replay. */
export const replaySchema = z.strictObject({
  model: id,
  dataset: id,
  speed: z.union([
    z.strictObject({
      /** Records a second, in the order of the dataset. */
      recordsPerSecond: z.number("Give a number.").min(0.1, "At least 0.1.").max(20_000),
    }),
    z.strictObject({
      /** Column of time stamps; records come at the distances that it says. */
      timeColumn: z.string().min(1).max(500),
      /** How many times as fast as they came. */
      factor: z.number("Give a number.").min(0.01, "At least 0.01.").max(100_000).default(1),
    }),
  ], { error: "Give {recordsPerSecond} or {timeColumn, factor}." }),
});

/** A replay as a person asks for it. */
export type ReplayRequest = z.infer<typeof replaySchema>;

/** How fast records come. */
export type ReplaySpeed = ReplayRequest["speed"];
