import { z } from "zod";
import { givenId } from "../../base/request_limits.ts";

const id = givenId.regex(/^[\w-]+$/, "Not a valid ID.");

/** What a person may say about a replay. */
export const replaySchema = z.strictObject({
  model: id,
  dataset: id,
  speed: z.union([
    z.strictObject({
      /** Records a second, in the order of the dataset. */
      recordsPerSecond: z.number("Must be a number.").min(0.1, "Must be at least 0.1.").max(20_000),
    }),
    z.strictObject({
      /** Column of time stamps; records come at the distances that it says. */
      timeColumn: z.string().min(1).max(500),
      /** How many times as fast as they came. */
      factor: z.number("Must be a number.").min(0.01, "Must be at least 0.01.").max(100_000)
        .default(1),
    }),
  ], { error: "Set either recordsPerSecond, or timeColumn and factor." }),
});

/** A replay as a person asks for it. */
export type ReplayRequest = z.infer<typeof replaySchema>;

/** How fast records come. */
export type ReplaySpeed = ReplayRequest["speed"];
