/**
 * Where the records of a dataset come from.
 *
 * @module
 */
import { z } from "zod";
import { count, share } from "./fields.ts";

const seed = z.int();
const perLabel = z.boolean();
const part = z.enum(["first", "second"]);

const byOrder = z.object({ by: z.literal("order"), share });
const byTime = z.object({
  by: z.literal("time"),
  column: z.string(),
  share,
  perLabel: perLabel.optional(),
});
const byRandom = z.object({ by: z.literal("random"), share, seed, perLabel });

const sampleOptions = z.union([
  z.object({ rows: count, seed, perLabel }),
  z.object({ share, seed, perLabel }),
]);

const filterOptions = z.union([
  z.object({ keep: z.array(z.string()) }),
  z.object({ drop: z.array(z.string()) }),
]);

const parent = z.object({ id: z.string(), name: z.string() });
const derived = { type: z.literal("derived"), parents: z.array(parent) };
const none = z.strictObject({});

const contextOptions = z.object({
  seconds: z.array(z.number()).describe("Windows of time"),
  connections: count.describe("Last connections to a host or service"),
});

const labelRuleOptions = z.object({
  lines: count.describe("Label lines that were read"),
  column: z.string().describe("The column that holds the labels"),
  timeZone: z.string().describe("Of times in the label lines that do not say theirs"),
  others: z.string().optional().describe("The label of records that no line is about"),
});

/** How label lines become the label column of a dataset. */
export type LabelRuleOptions = z.infer<typeof labelRuleOptions>;

/** How packets are put together to flows, and flows to connections. */
export const captureReadingSchema = z.object({
  idleTimeout: z.number().min(1).max(86_400)
    .describe("Seconds of silence after which a flow ends; 60 by default"),
  activeTimeout: z.number().min(1).max(604_800)
    .describe("Seconds that a flow lasts at most; 120 by default"),
  deduplicate: z.boolean()
    .describe("Whether exact copies of a packet are left out; they are kept by default"),
  pairingWindow: z.number().min(0).max(3600)
    .describe(
      "Seconds within which flow exports bring both directions of a connection, to be paired; " +
        "10 by default, 0 leaves them apart",
    ),
  innerFlows: z.boolean()
    .describe(
      "Whether flows are those of the packets that tunnels carry (GRE, VXLAN, IP in IP), not those " +
        "of the tunnels; no by default",
    ),
}).partial();

/** How packets are put together to flows, and flows to connections. */
export type CaptureReading = z.infer<typeof captureReadingSchema>;

/** How an uploaded file is read where there is a choice. */
const uploadReadingSchema = z.object({
  kind: z.string()
    .describe("The kind of records that was chosen, where the file holds several"),
  capture: captureReadingSchema,
}).partial();

/** How an uploaded file is read where there is a choice. */
export type UploadReading = z.infer<typeof uploadReadingSchema>;

/** Where the records of a dataset come from. */
export const datasetOriginSchema = z.union([
  z.object({
    type: z.literal("upload"),
    file: z.string(),
    ...uploadReadingSchema.shape,
  }),
  z.object({ type: z.literal("demo"), part: z.enum(["train", "test"]), rows: count, seed }),
  z.object({
    type: z.literal("demo"),
    scenario: z.literal("office"),
    days: count,
    hosts: count,
    incidents: count,
    form: z.enum(["log", "capture"]),
    labels: z.boolean(),
    seed,
  }),
  z.object({ type: z.literal("download"), source: z.string(), url: z.string() }),
  z.object({ ...derived, operation: z.literal("combine"), options: none }),
  z.object({ ...derived, operation: z.literal("drop-duplicates"), options: none }),
  z.object({
    ...derived,
    operation: z.literal("split"),
    options: z.union([
      byOrder.extend({ part }),
      byTime.extend({ part }),
      byRandom.extend({ part }),
    ]),
  }),
  z.object({ ...derived, operation: z.literal("sample"), options: sampleOptions }),
  z.object({ ...derived, operation: z.literal("filter"), options: filterOptions }),
  z.object({ ...derived, operation: z.literal("context"), options: contextOptions }),
  z.object({ ...derived, operation: z.literal("labels"), options: labelRuleOptions }),
]).meta({ id: "DatasetOrigin" });

/** Where the records of a dataset come from. */
export type DatasetOrigin = z.infer<typeof datasetOriginSchema>;

/** A dataset from which another was made, under the name that it had then. */
export type DatasetParent = z.infer<typeof parent>;

/** What was done to make one dataset of others. */
export type Derivation =
  | { operation: "combine"; options: Record<string, never> }
  | { operation: "split"; options: SplitOptions & { part: SplitPart } }
  | { operation: "sample"; options: SampleOptions }
  | { operation: "filter"; options: FilterOptions }
  | { operation: "drop-duplicates"; options: Record<string, never> }
  | { operation: "context"; options: z.infer<typeof contextOptions> }
  | { operation: "labels"; options: LabelRuleOptions };

/** The rows before the cut, or those behind it. */
export type SplitPart = z.infer<typeof part>;

/** How to cut a dataset in two; `share` is that of the second part, between 0 and 1. */
export type SplitOptions =
  | z.infer<typeof byOrder>
  | z.infer<typeof byTime>
  | z.infer<typeof byRandom>;

/** How many rows to draw at random: of all, or of each label. */
export type SampleOptions = z.infer<typeof sampleOptions>;

/** Which labels' rows stay: these alone, or all but these and rows without a label. */
export type FilterOptions = z.infer<typeof filterOptions>;
