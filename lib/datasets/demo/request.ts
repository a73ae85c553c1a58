import { z } from "zod";
import { MAX_DEMO_ROWS } from "./generate.ts";
import { MOST_INCIDENTS } from "./office/demo.ts";
import { LEAST_HOSTS, MOST_HOSTS } from "./office/hosts/office.ts";

/** About five million connections. */
const MOST_HOST_DAYS = 10_000;

const seed = z.int().min(0).max(2 ** 32 - 1).default(1);

/** Connections with the features of KDD'99, in a training and a test part. */
const featuresSchema = z.strictObject({
  scenario: z.literal("features").default("features")
    .describe("Connections with KDD'99's features, to train and test on"),
  /** Records of the training part; the test part has half as many. */
  rows: z.int().min(1000).max(MAX_DEMO_ROWS).default(20_000),
  seed,
});

/** An office over some days, as a Zeek log or packets. */
const officeSchema = z.strictObject({
  scenario: z.literal("office").describe("A network over days, as a log or packets"),
  days: z.int().min(1).max(90).default(14),
  hosts: z.int().min(LEAST_HOSTS).max(MOST_HOSTS).default(50),
  incidents: z.int().min(0).max(MOST_INCIDENTS).default(3)
    .describe("How many incidents there are on the last third of the days, each of another kind"),
  form: z.enum(["log", "capture"]).default("log")
    .describe("A connection log of Zeek, or a packet capture"),
  labels: z.boolean().default(true)
    .describe("Whether columns of a log say which connections belong to incidents"),
  seed,
}).refine(({ days, hosts }) => days * hosts <= MOST_HOST_DAYS, {
  path: ["days"],
  error: `Days times hosts must be at most ${MOST_HOST_DAYS.toLocaleString("en-GB")}.`,
});

/** The body of `POST /api/v1/demo`. */
export const demoRequestSchema = z.union([featuresSchema, officeSchema]);

/** What demo traffic to make. */
export type DemoRequest = z.infer<typeof demoRequestSchema>;

/**
 * Checks the body of `POST /api/v1/demo`.
 *
 * @throws {z.ZodError} when fields are unknown or out of range; it speaks of the scenario asked for
 */
export function parseDemoRequest(body: unknown): DemoRequest {
  const scenario = (body as { scenario?: unknown } | null)?.scenario;
  return (scenario === "office" ? officeSchema : featuresSchema).parse(body);
}
