/**
 * What was found unusual in one dataset: which hosts, when and why; as storage, the HTTP API and the
 * pages know it.
 *
 * @module
 */
import { z } from "zod";
import { givenTime } from "../base/request_limits.ts";
import { FINDING_KINDS } from "../behaviour/finding.ts";
import { count, moment, progressFields, severityValue } from "./fields.ts";
import { detectorRequestSchema } from "./run_request.ts";
import { runStatusSchema } from "./run.ts";

/** Which period a person knows to be clean. */
export const baselineSchema = z.union([
  z.literal("whole"),
  z.literal("unknown"),
  z.strictObject({
    from: givenTime.optional().describe("Inclusive; the first record if omitted"),
    to: givenTime.optional().describe("Exclusive; the last record if omitted"),
  }),
]).meta({ id: "Baseline" });

/** Which period a person knows to be clean. */
export type Baseline = z.infer<typeof baselineSchema>;

const detectionRequest = z.object({
  name: z.string(),
  /** Id of the dataset. */
  dataset: z.string(),
  /** Detectors to train; `auto` chooses them; absent where `model` is given. */
  detectors: z.union([z.literal("auto"), z.array(detectorRequestSchema)]).optional(),
  /** Id of a trained model to score with. */
  model: z.string().optional(),
  baseline: baselineSchema,
  checks: z.union([z.literal("all"), z.array(z.string())]),
  /** IANA name of the zone whose hours are meant by hours of the day. */
  timeZone: z.string(),
});

/** A detection as it was asked for, defaults filled in. */
export type DetectionRequest = z.infer<typeof detectionRequest>;

const detectionProgress = z.object(progressFields);

/** How far a detection has come. */
export type DetectionProgress = z.infer<typeof detectionProgress>;

const unusualHost = z.object({
  host: z.string(),
  severity: severityValue,
  findings: count,
  records: count.describe("Records that it sent or received"),
  flagged: count.describe("Records among these that a model flags"),
  firstSeen: moment,
  lastSeen: moment,
  reasons: z.array(z.string()).describe("What it did, in sentences, worst first"),
}).meta({ id: "UnusualHost" });

/** A host and what is unusual about it. */
export type UnusualHost = z.infer<typeof unusualHost>;

const checkCount = z.object({
  check: z.string(),
  kind: z.enum(FINDING_KINDS),
  findings: count,
});

const detectionFinding = z.object({
  id: z.string(),
  kind: z.enum(FINDING_KINDS),
  check: z.string(),
  host: z.string(),
  peer: z.string().optional(),
  service: z.string().optional(),
  from: moment,
  to: moment,
  severity: severityValue,
  p: z.number().min(0).max(1)
    .describe("Probability that usual traffic looks at least so unusual to the check"),
  typical: z.string().describe("What is usual, in words with units"),
  actual: z.string().describe("What was seen, in words with units"),
  values: z.object({ typical: z.number(), actual: z.number(), unit: z.string() }).optional(),
  text: z.string().describe("One sentence: what the host did"),
  records: count.describe("Connections behind it"),
}).meta({ id: "Finding" });

/** Something unusual that a host did, as it is shown. */
export type DetectionFinding = z.infer<typeof detectionFinding>;

/** See {@linkcode DetectionFinding}. */
export const findingSchema = detectionFinding;

/** What a detection has come to, without its findings. */
const detectionResultSchema = z.object({
  span: z.object({ from: moment, to: moment }).nullable()
    .describe("First and last record; null without times"),
  elapsed: z.boolean().describe("Whether times count from the start of the capture"),
  records: count,
  connections: count.describe("Records with a time and two hosts"),
  flagged: count.describe("Records that a model flags"),
  /** Id of the run that trained the models; absent where a trained one was given, or none could be. */
  run: z.string().optional(),
  models: z.array(z.string()).describe("IDs of the models that scored the records"),
  hostsSeen: count,
  unusualHosts: count.describe("Hosts with a finding"),
  findings: count,
  hosts: z.array(unusualHost).describe("Worst first"),
  checks: z.array(checkCount),
  missing: z.array(z.enum(["time", "source", "destination"]))
    .describe("What no column of the dataset gives; without it there are no hosts"),
  notes: z.array(z.string()).describe("What a reader should know, in sentences"),
  interval: z.number().nullable().describe("Seconds of a bucket of the timeline by default"),
});

/** What a detection has come to. */
export type DetectionResult = z.infer<typeof detectionResultSchema>;

/** A detection with everything a page shows, findings and records apart. */
export const detectionSchema = z.object({
  id: z.string(),
  name: z.string(),
  status: runStatusSchema,
  request: detectionRequest,
  dataset: z.string(),
  datasetName: z.string(),
  createdAt: moment,
  startedAt: moment.nullable(),
  finishedAt: moment.nullable(),
  progress: detectionProgress.nullable(),
  error: z.string().nullable(),
  ...detectionResultSchema.partial().shape,
}).meta({ id: "Detection" });

/** A detection with everything a page shows, findings and records apart. */
export type Detection = z.infer<typeof detectionSchema>;

/** A detection as it is stored. */
export const storedDetectionSchema = detectionSchema.omit({ progress: true });

/** A host, service or kind over time. */
export const timelineSchema = z.object({
  key: z.string(),
  buckets: z.array(
    z.object({
      from: moment,
      severity: severityValue,
      records: count,
      flagged: count,
      findings: count,
    }),
  )
    .describe("In the order of time; those without records or findings are left out"),
}).meta({ id: "Timeline" });

/** A host, service or kind over time. */
export type Timeline = z.infer<typeof timelineSchema>;

const cell = z.union([z.string(), z.number(), z.null()]);

/** A record as a connection, with what models say about it. */
export const detectionRecordSchema = z.object({
  row: z.int().min(1).describe("Its number in the dataset, from 1"),
  time: moment.nullable(),
  source: z.string().nullable(),
  destination: z.string().nullable(),
  destinationPort: count.nullable(),
  protocol: z.string().nullable(),
  service: z.string().nullable(),
  outcome: z.enum(["unknown", "answered", "failed", "partial"]),
  duration: z.number().nullable().describe("Seconds"),
  sourceBytes: z.number().nullable(),
  destinationBytes: z.number().nullable(),
  severity: severityValue.nullable(),
  flagged: z.boolean(),
  reason: z.string().nullable().describe("The feature that raised its score most, and its value"),
  record: z.record(z.string(), cell).optional().describe("All columns of the dataset"),
}).meta({ id: "DetectionRecord" });

/** A record as a connection, with what models say about it. */
export type DetectionRecord = z.infer<typeof detectionRecordSchema>;
