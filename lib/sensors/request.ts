/**
 * What a person or a program may ask of a sensor, and how it is checked.
 *
 * @module
 */
import { z } from "zod";
import { givenId } from "../base/request_limits.ts";
import { SENSOR_KINDS, SENSOR_STARTS, type SensorSettings } from "../resources/sensor.ts";
import type { ModelSummary } from "../resources/model.ts";

/** Models that one sensor scores with at most. */
const MOST_MODELS = 8;

/** Names of files that are followed where nobody says which. */
const DEFAULT_FILES = "conn*.log*, eve*.json*, *.pcap*";

const text = (most: number) => z.string().trim().max(most);

const name = text(200);

const changeable = {
  models: z.array(givenId).max(MOST_MODELS, `A sensor takes ${MOST_MODELS} models at most.`)
    .describe("IDs of the models that score each record"),
  isEnabled: z.boolean().describe("Whether it runs; a paused sensor goes on where it stopped"),
  keepHours: z.number().min(1).max(24 * 366).describe("Age of the oldest records that are kept"),
  keepMegabytes: z.number().min(1).max(2 ** 20)
    .describe("Size of the records that are kept, compressed"),
};

const created = {
  name: name.optional(),
  models: changeable.models.default([]),
  isEnabled: changeable.isEnabled.default(true),
  keepHours: changeable.keepHours.default(7 * 24),
  keepMegabytes: changeable.keepMegabytes.default(1024),
};

const timeouts = {
  idleTimeout: z.number().min(1).max(86_400).default(60)
    .describe("Seconds of silence after which a flow ends"),
  activeTimeout: z.number().min(1).max(604_800).default(120)
    .describe("Seconds that a flow lasts at most"),
};

/** The body of `POST /api/v1/sensors`. */
export const sensorRequestSchema = z.discriminatedUnion("kind", [
  z.strictObject({
    kind: z.literal("folder"),
    ...created,
    folder: text(4000).min(1, "Name a folder.")
      .describe("Folder of the server, as an absolute path, within NETSIFT_SENSOR_FOLDERS"),
    files: text(1000).min(1, "Give a pattern.").default(DEFAULT_FILES)
      .describe("Patterns of the names of its files, separated by commas"),
    eventType: text(100).min(1).optional().describe(
      "Which records to read of logs that hold several kinds: a value of Suricata's `event_type` " +
        "or Zeek's `_path`, or `all`; Suricata's flows by default",
    ),
    start: z.enum(SENSOR_STARTS, `Give ${SENSOR_STARTS.join(" or ")}.`).default("beginning")
      .describe("Where to begin in the files that are there"),
    ...timeouts,
  }),
  z.strictObject({ kind: z.literal("packets"), ...created, ...timeouts }),
], { error: `Give a kind: ${SENSOR_KINDS.join(" or ")}.` });

/** The body of `PATCH /api/v1/sensors/{id}`. */
export const sensorChangeSchema = z.strictObject({ name: name.min(1), ...changeable }).partial();

/** Finds a model. */
type FindModel = (id: string) => ModelSummary | null;

/**
 * Checks a request for a new sensor, and gives it a name.
 *
 * @param body what was sent
 * @throws {z.ZodError} with the path of each field that is wrong
 */
export function parseSensorRequest(body: unknown, findModel: FindModel): SensorSettings {
  const { name, ...request } = sensorRequestSchema.parse(body);
  requireModels(request.models, body, findModel);
  const fallback = request.kind === "folder" ? request.folder : "Packets";
  return { ...request, name: name || fallback };
}

/**
 * Checks a change of a sensor.
 *
 * @param body what was sent
 * @throws {z.ZodError} with the path of each field that is wrong
 */
export function parseSensorChange(
  body: unknown,
  findModel: FindModel,
): z.infer<typeof sensorChangeSchema> {
  const change = sensorChangeSchema.parse(body);
  requireModels(change.models ?? [], body, findModel);
  return change;
}

function requireModels(models: string[], input: unknown, findModel: FindModel): void {
  const issues = models.flatMap((id, index) => {
    const message = !findModel(id)
      ? `There is no model "${id}".`
      : models.indexOf(id) < index
      ? "This model is already selected."
      : null;
    return message === null ? [] : [{
      code: "custom" as const,
      path: ["models", index],
      message,
      input,
    }];
  });
  if (issues.length > 0) throw new z.ZodError(issues);
}
