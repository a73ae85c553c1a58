import { z } from "zod";
import { LIVE_RANGES } from "../../monitoring/monitor/live_range.ts";

/** The query of a model's live state. */
export const liveQuery = z.strictObject({
  range: z.enum(LIVE_RANGES).optional().describe(
    "What `monitor.buckets` and `monitor.lanes` cover, by the records' own time where they have " +
      "one; the last three minutes by arrival if omitted",
  ),
});
