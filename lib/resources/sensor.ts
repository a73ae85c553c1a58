/**
 * Sensors: sources that never end, such as logs that grow; as storage, the HTTP API and the pages
 * know them.
 *
 * @module
 */
import { z } from "zod";
import { FINDING_STATES } from "../behaviour/stream/live_finding.ts";
import { count, createdFields, moment, nullableNumber } from "./fields.ts";
import { captureReadingSchema } from "./dataset_origin.ts";
import { findingSchema } from "./detection.ts";
import { exporterHealthSchema } from "./exporter_health.ts";

/** Where the records of a sensor come from. */
export const SENSOR_KINDS = ["folder", "netflow", "packets"] as const;

/** Where the records of a sensor come from. */
export type SensorKind = typeof SENSOR_KINDS[number];

/** Where a sensor begins in the files that are there when it is created. */
export const SENSOR_STARTS = ["beginning", "end"] as const;

const common = {
  name: z.string(),
  models: z.array(z.string()).describe("IDs of the models that score each record"),
  isEnabled: z.boolean(),
  keepHours: z.number().describe("Age of the oldest records that are kept"),
  keepMegabytes: z.number().describe("Size of the records that are kept, compressed"),
  checks: z.boolean().default(true).describe("Whether behaviour checks run on the records"),
  timeZone: z.string().default("UTC").describe("IANA name of the zone whose days and hours count"),
};

const meter = captureReadingSchema.pick({ idleTimeout: true, activeTimeout: true }).required();

const folderSettings = z.object({
  kind: z.literal("folder"),
  ...common,
  folder: z.string().describe("Folder of the server, as an absolute path"),
  files: z.string().describe("Patterns of the names of its files, separated by commas"),
  eventType: z.string().optional().describe(
    "Which records to read of logs that hold several kinds: a value of Suricata's `event_type` " +
      "or Zeek's `_path`, or `all`",
  ),
  start: z.enum(SENSOR_STARTS),
  ...meter.shape,
});

const netflowSettings = z.object({
  kind: z.literal("netflow"),
  ...common,
  address: z.string().describe("Address of the server to listen on"),
  port: count.describe("UDP port to listen on"),
  exporters: z.array(z.string())
    .describe("Addresses and networks that may send flows; any where there are none"),
  ...captureReadingSchema.pick({ pairingWindow: true }).required().shape,
});

const packetsSettings = z.object({ kind: z.literal("packets"), ...common, ...meter.shape });

/** What a person chose for a sensor. A new kind of sensor adds its settings here. */
export const sensorSettingsSchema = z.discriminatedUnion("kind", [
  folderSettings,
  netflowSettings,
  packetsSettings,
]);

/** What a person chose for a sensor. */
export type SensorSettings = z.infer<typeof sensorSettingsSchema>;

/** Lines that could not be read, by reason. */
const rejectedReason = z.object({
  reason: z.string(),
  count,
  example: z.string().describe("The first of them, cut off"),
});

/** Lines that could not be read, by reason. */
export type RejectedReason = z.infer<typeof rejectedReason>;

const sensorCounts = {
  records: count.describe("Records that were read and kept"),
  skipped: count.describe("Records of other kinds, which were skipped"),
  rejected: count.describe("Lines that could not be read"),
  gaps: count.describe("Times that something is known to be missing"),
  reasons: z.array(rejectedReason).describe("Why lines were rejected and what is missing"),
  lastRecordAt: moment.nullable().describe("When the newest record was taken in"),
};

const modelCounts = z.object({
  model: z.string(),
  scored: count,
  flagged: count,
  rejected: count.describe("Records that the model cannot score"),
  error: z.string().nullable().describe("Why the model cannot score what comes now"),
});

const checksCounts = z.object({
  connections: count.describe("Records with two hosts"),
  late: count.describe("Those that came too late for their hour"),
  timeless: count.describe("Those without a time, or with one in the future"),
  dropped: count.describe("Those that found no room in the tables"),
  days: count.describe("Days that have ended and were learned"),
  latest: moment.nullable().describe("When the latest connection began"),
  error: z.string().nullable().describe("Why the checks do not run"),
});

/** How far the checks of a sensor have come. */
export type SensorChecksCounts = z.infer<typeof checksCounts>;

/**
 * Where the checks of a sensor go on: a snapshot and the kept records that came after it, which are
 * read again.
 */
const checksState = checksCounts.extend({
  /** Number of the snapshot's file; `null` before the first. */
  snapshot: count.nullable(),
  /** The file of kept records, and the bytes of it, that the snapshot has seen. */
  segment: count,
  bytes: count,
  /** The highest number of a finding. */
  lastFinding: count,
});

/** Where the checks of a sensor go on. */
export type SensorChecksState = z.infer<typeof checksState>;

/** What came of a sensor's records with one model. */
export type SensorModelCounts = z.infer<typeof modelCounts>;

/**
 * How far a sensor has come: what is committed together with each block of records, so that none is
 * lost or counted twice.
 */
export const sensorStateSchema = z.object({
  ...sensorCounts,
  models: z.array(modelCounts),
  /** `null` before the first record, and where no checks run. */
  checks: checksState.nullable().default(null),
  /** Where its source goes on; what it is depends on the kind. */
  position: z.unknown(),
  /** The number of the file that records are added to. */
  segment: count,
});

/** How far a sensor has come. */
export type SensorState = z.infer<typeof sensorStateSchema>;

/** The state of a sensor that has read nothing. */
export const NEW_SENSOR: SensorState = {
  records: 0,
  skipped: 0,
  rejected: 0,
  gaps: 0,
  reasons: [],
  lastRecordAt: null,
  models: [],
  checks: null,
  position: null,
  segment: 0,
};

/** A sensor as it is stored, beside its state. */
export const storedSensorSchema = z.object({ ...createdFields, settings: sensorSettingsSchema });

/** A sensor as it is stored, beside its state. */
export type StoredSensor = z.infer<typeof storedSensorSchema>;

/** A file of kept records, as the catalogue lists it. */
export interface SensorSegment {
  /** Ascending by age, the oldest lowest. */
  number: number;
  /** Bytes that are committed; the file may be longer. */
  bytes: number;
  records: number;
  /** When its first and its last record were taken in, in milliseconds since 1970. */
  from: number;
  to: number;
}

/** What a sensor is doing. */
export const SENSOR_STATUSES = ["starting", "running", "paused", "failed"] as const;

/** What a sensor is doing. */
export type SensorStatus = typeof SENSOR_STATUSES[number];

const health = z.object({
  ...sensorCounts,
  rate: z.number().describe("Records per second over the last ten seconds"),
  lagSeconds: nullableNumber.describe(
    "How long ago it had read all that was there; 0 while it keeps up, `null` while it does not run",
  ),
  behindBytes: count.describe("Bytes that wait to be read"),
  exporters: z.array(exporterHealthSchema).optional()
    .describe("Those that sent flows since the sensor was started; of the kind netflow"),
});

/** How a sensor does. */
export type SensorHealth = z.infer<typeof health>;

const shown = {
  ...createdFields,
  status: z.enum(SENSOR_STATUSES),
  error: z.string().nullable().describe("Why it does not run"),
  retryAt: moment.nullable().describe("When a sensor that failed starts again"),
  health,
  verdicts: z.array(modelCounts.extend({ name: z.string() })),
  behaviour: checksCounts.nullable()
    .describe("How far the behaviour checks have come; null where they do not run"),
  kept: z.object({
    records: count,
    bytes: count.describe("Compressed"),
    from: moment.nullable(),
    to: moment.nullable(),
  }),
};

/** A sensor as the API shows it. */
export const sensorSchema = z.discriminatedUnion("kind", [
  folderSettings.extend(shown),
  netflowSettings.extend(shown),
  packetsSettings.extend(shown),
]).meta({ id: "Sensor" });

/** A sensor as the API shows it. */
export type Sensor = z.infer<typeof sensorSchema>;

/** What a behaviour check found in the records of a sensor. */
export const sensorFindingSchema = findingSchema.extend({
  state: z.enum(FINDING_STATES).describe(
    "running: its day goes on, so it may change; final: the day has ended",
  ),
}).meta({ id: "SensorFinding" });

/** What a behaviour check found in the records of a sensor. */
export type SensorFinding = z.infer<typeof sensorFindingSchema>;

const verdict = z.object({
  model: z.string(),
  score: z.number(),
  flagged: z.boolean(),
  severity: nullableNumber.describe("0 to 100; `null` for models saved by an older Netsift"),
});

/** A kept record, and what the models said when it was taken in. */
export const sensorRecordSchema = z.object({
  at: moment.describe("When it was taken in"),
  record: z.record(z.string(), z.unknown()),
  verdicts: z.array(verdict).describe("Without models that could not score it"),
}).meta({ id: "SensorRecord" });

/** A kept record, and what the models said when it was taken in. */
export type SensorRecord = z.infer<typeof sensorRecordSchema>;

/** A host that a sensor saw behave unusually. */
export interface SensorHost {
  sensor: { id: string; name: string };
  host: string;
  /** Of its worst finding. */
  severity: number;
  /** The sentence of that finding. */
  reason: string;
  findings: number;
  /** End of its last finding, RFC 3339. */
  lastSeen: string;
}
