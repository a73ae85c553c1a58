/**
 * How exporters of flows do, as the API and the pages know it.
 *
 * @module
 */
import { z } from "zod";
import { count, moment } from "./fields.ts";

const domainSchema = z.object({
  version: z.literal([5, 9, 10]).describe("NetFlow 5 or 9; 10 is IPFIX"),
  domain: count.describe("Engine of v5, source id of v9, observation domain of IPFIX"),
  datagrams: count,
  flows: count.describe("Before both directions of connections are paired"),
  otherRecords: count.describe("Records that are not about flows, such as options"),
  lost: count.describe(
    "Losses by sequence numbers: flows of v5, datagrams of v9, records of IPFIX",
  ),
  gaps: count.describe("Times that something did not arrive"),
  late: count.describe("Datagrams that others overtook"),
  restarts: count,
  templates: count,
  waiting: count.describe("Sets of records that wait for their template"),
  undecoded: count.describe("Sets of records whose template did not come in time"),
});

/** How one exporter does, since the sensor was started. */
export const exporterHealthSchema = z.object({
  exporter: z.string().describe("Its address"),
  datagrams: count,
  rejected: count.describe("Datagrams that could not be read, or not to their end"),
  lastDatagramAt: moment,
  domains: z.array(domainSchema),
}).meta({ id: "ExporterHealth" });

/** How one exporter does, since the sensor was started. */
export type ExporterHealth = z.infer<typeof exporterHealthSchema>;
