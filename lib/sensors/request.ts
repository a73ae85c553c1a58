/**
 * What a person or a program may ask of a sensor, and how it is checked.
 *
 * @module
 */
import { isIP } from "node:net";
import { z } from "zod";
import { DEFAULT_PAIRING } from "../capture/exports/pairing_options.ts";
import { givenId, givenTimeZone } from "../base/request_limits.ts";
import { SENSOR_KINDS, SENSOR_STARTS, type SensorSettings } from "../resources/sensor.ts";
import type { ModelSummary } from "../resources/model.ts";
import { parseNetwork } from "./netflow/allowed_senders.ts";

/** Models that one sensor scores with at most. */
const MOST_MODELS = 8;

/** Addresses and networks that one sensor takes flows from at most. */
const MOST_EXPORTERS = 1000;

/** Names of files that are followed where nobody says which. */
const DEFAULT_FILES = "conn*.log*, eve*.json*, *.pcap*";

const text = (most: number) => z.string().trim().max(most);

const name = text(200);

const changeable = {
  models: z.array(givenId).max(MOST_MODELS, `A sensor can have at most ${MOST_MODELS} models.`)
    .describe("IDs of the models that score each record"),
  isEnabled: z.boolean().describe("Whether it runs; a paused sensor continues where it stopped"),
  keepHours: z.number().min(1).max(24 * 366).describe("Age of the oldest records that are kept"),
  keepMegabytes: z.number().min(1).max(2 ** 20)
    .describe("Size of the records that are kept, compressed"),
  checks: z.boolean().describe("Whether behaviour checks run on the records"),
};

const created = {
  name: name.optional(),
  models: changeable.models.default([]),
  isEnabled: changeable.isEnabled.default(true),
  keepHours: changeable.keepHours.default(7 * 24),
  keepMegabytes: changeable.keepMegabytes.default(1024),
  checks: changeable.checks.default(true),
  timeZone: givenTimeZone.default("UTC").describe(
    "Zone whose days and hours the checks compare, an IANA name such as `Europe/Prague`",
  ),
};

const network = text(100).refine(
  (value) => parseNetwork(value) !== null,
  "Enter an address, such as 192.0.2.1, or a network, such as 10.0.0.0/8.",
);

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
    folder: text(4000).min(1, "Enter a folder.")
      .describe("Folder of the server, as an absolute path, within NETSIFT_SENSOR_FOLDERS"),
    files: text(1000).min(1, "Enter a pattern.").default(DEFAULT_FILES)
      .describe("Patterns of the names of its files, separated by commas"),
    eventType: text(100).min(1).optional().describe(
      "Which records to read of logs that hold several kinds: a value of Suricata's `event_type` " +
        "or Zeek's `_path`, or `all`; Suricata's flows by default",
    ),
    start: z.enum(SENSOR_STARTS, `Must be ${SENSOR_STARTS.join(" or ")}.`).default("beginning")
      .describe("Where to begin in the files that are there"),
    ...timeouts,
  }),
  z.strictObject({
    kind: z.literal("netflow"),
    ...created,
    address: z.string().max(64).refine(
      (text) => isIP(text) !== 0,
      "Enter an address of this server.",
    )
      .default("0.0.0.0").describe("Address of the server to listen on; every one by default"),
    port: z.int().min(1).max(65_535).default(2055).describe("UDP port to listen on"),
    exporters: z.array(network).max(MOST_EXPORTERS).default([])
      .describe("Addresses and networks (`10.0.0.0/8`) that may send flows; any by default"),
    pairingWindow: z.number().min(0).max(3600).default(DEFAULT_PAIRING.window).describe(
      "Seconds within which both directions of a connection are expected, to be paired; 0 leaves " +
        "them apart",
    ),
  }),
  z.strictObject({ kind: z.literal("packets"), ...created, ...timeouts }),
], { error: `Must be ${SENSOR_KINDS.slice(0, -1).join(", ")} or ${SENSOR_KINDS.at(-1)}.` });

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
  const request = sensorRequestSchema.parse(body);
  requireModels(request.models, body, findModel);
  return { ...request, name: request.name || placeOf(request) };
}

function placeOf(request: z.infer<typeof sensorRequestSchema>): string {
  switch (request.kind) {
    case "folder":
      return request.folder;
    case "netflow":
      return `NetFlow on port ${request.port}`;
    case "packets":
      return "Packets";
  }
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
