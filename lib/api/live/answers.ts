import { z } from "zod";
import type { ReplayState } from "../../monitoring/replay/replays.ts";
import { replaySchema } from "../../monitoring/replay/replay_request.ts";
import { alertSchema } from "../../resources/alert.ts";
import { count, moment } from "../../resources/fields.ts";

/** A replay. */
export const replayStateSchema = z.object({
  id: z.string(),
  request: replaySchema,
  datasetName: z.string(),
  status: z.enum(["running", "done", "stopped", "failed"]),
  rows: count,
  scored: count,
  rejected: count,
  startedAt: moment,
  endedAt: moment.nullable(),
  error: z.string().nullable(),
}).meta({ id: "Replay" }) satisfies z.ZodType<ReplayState>;

/** State of the traffic of a model. */
export const liveStateSchema = z.object({
  model: z.string(),
  at: z.number(),
  monitor: z.looseObject({}).nullable(),
  alerts: z.array(alertSchema),
  replay: replayStateSchema.nullable(),
}).meta({ id: "LiveState" });
