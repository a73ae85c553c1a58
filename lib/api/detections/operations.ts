import { z } from "zod";
import {
  detectionRecordSchema,
  detectionSchema,
  findingSchema,
  timelineSchema,
} from "../../resources/detection.ts";
import { cancelOperation, eventsOperation, type JobKind } from "../jobs/job_operations.ts";
import type { Operation, Operations } from "../operation.ts";
import { detectionStateSchema } from "./answers.ts";
import { startDetectionSchema } from "./start_detection.ts";
import { exportQuery, findingsQuery, recordsQuery, timelineQuery } from "./queries.ts";

const tag = "Detections";
const JOBS: JobKind = { tag, path: "/detections", what: "detection" };

/** What can be found in datasets without labels. */
export const detectionOperations: Operations = () => [
  {
    method: "GET",
    path: "/detections",
    tag,
    summary: "List detections, newest first, each with its worst hosts",
    answers: { 200: { description: "The detections", schema: z.array(detectionSchema) } },
  },
  {
    method: "POST",
    path: "/detections",
    tag,
    summary: "Find what is unusual in a dataset, or in what a sensor keeps",
    body: startDetectionSchema,
    answers: { 202: { description: "Accepted", schema: detectionStateSchema } },
    problems: { 409: "The sensor keeps no records." },
  },
  {
    method: "GET",
    path: "/detections/{id}",
    tag,
    summary: "Get a detection with its progress and its hosts, worst first",
    answers: { 200: { description: "The detection", schema: detectionSchema } },
  },
  {
    method: "DELETE",
    path: "/detections/{id}",
    tag,
    summary: "Delete a detection; its dataset and its models are kept",
    answers: { 204: { description: "Deleted" } },
  },
  cancelOperation(JOBS, detectionStateSchema),
  eventsOperation(JOBS),
  part("findings", "List findings, worst first", findingsQuery, z.array(findingSchema)),
  part(
    "timeline",
    "Get records and findings of hosts, services or kinds over time",
    timelineQuery,
    z.array(timelineSchema),
  ),
  part(
    "records",
    "List records as connections, with severity and top reason",
    recordsQuery,
    z.array(detectionRecordSchema),
  ),
  file("findings.csv", "Download findings as CSV", "text/csv"),
  file(
    "findings.ecs.ndjson",
    "Download findings as events in the Elastic Common Schema",
    "application/x-ndjson",
  ),
  file("ticket.md", "Download a ticket about a host or a finding", "text/markdown"),
];

function file(name: string, summary: string, media: string): Operation {
  return {
    method: "GET",
    path: `/detections/{id}/${name}`,
    tag,
    summary,
    query: exportQuery,
    answers: { 200: { description: "The file", media } },
    problems: { 409: "The detection is not done." },
  };
}

function part(name: string, summary: string, query: z.ZodType, schema: z.ZodType): Operation {
  return {
    method: "GET",
    path: `/detections/{id}/${name}`,
    tag,
    summary,
    query,
    answers: { 200: { description: summary, schema } },
    problems: { 409: "The detection is not done." },
  };
}
