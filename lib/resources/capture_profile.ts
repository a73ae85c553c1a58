/**
 * What a packet capture held, besides its flows.
 *
 * @module
 */
import { z } from "zod";
import { count, moment } from "./fields.ts";

/** Reasons why packets belong to no flow. */
const SKIP_REASONS = ["arp", "not-ip", "unknown-link", "cut-short", "bad-header"] as const;

/** How packets may carry others. */
export const TUNNEL_KINDS = ["gre", "vxlan", "ip-in-ip"] as const;

/** Reasons why flows end. */
export const END_REASONS = ["fin", "rst", "idle", "active", "capture-end", "evicted"] as const;

const amount = { packets: count, bytes: count.describe("On the wire") };

/** What a packet capture held, besides its flows. */
export const captureProfileSchema = z.object({
  ...amount,
  span: z.object({ from: moment, to: moment }).describe("First and last packet"),
  protocols: z.array(z.object({ protocol: z.string(), ...amount })).describe("Most packets first"),
  talkers: z.array(z.object({ host: z.string(), flows: count, ...amount }))
    .describe("Hosts that sent and received most bytes, ten at most"),
  tunnelled: z.array(z.object({ tunnel: z.enum(TUNNEL_KINDS), packets: count })).optional()
    .describe("Packets that carry another one of IP"),
  skipped: z.array(z.object({ reason: z.enum(SKIP_REASONS), packets: count }))
    .describe("Packets of no flow"),
  duplicates: count.describe("Exact copies of packets, which were left out"),
  reordered: count.describe("Packets that were sorted by time"),
  late: count.describe("Packets too late for that"),
  orphans: count.describe("Fragments whose ports are not known"),
  ended: z.array(z.object({ reason: z.enum(END_REASONS), flows: count })),
  times: z.object({
    from: moment,
    interval: z.number().describe("Seconds"),
    packets: z.array(count),
    bytes: z.array(count),
  }),
}).meta({ id: "CaptureProfile" });

/** What a packet capture held, besides its flows. */
export type CaptureProfile = z.infer<typeof captureProfileSchema>;
