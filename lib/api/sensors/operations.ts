import { z } from "zod";
import { sensorFindingSchema, sensorRecordSchema, sensorSchema } from "../../resources/sensor.ts";
import { sensorChangeSchema, sensorRequestSchema } from "../../sensors/request.ts";
import { newDatasetSchema } from "../datasets/answers.ts";
import type { Operations } from "../operation.ts";
import { findingsQuery, recordsQuery, sensorDatasetSchema } from "./requests.ts";

const tag = "Sensors";

/** What can be done with sensors. */
export const sensorOperations: Operations = () => [
  {
    method: "GET",
    path: "/sensors",
    tag,
    summary: "List sensors with their health, the oldest first",
    answers: { 200: { description: "The sensors", schema: z.array(sensorSchema) } },
  },
  {
    method: "POST",
    path: "/sensors",
    tag,
    summary: "Create a sensor and start it",
    body: sensorRequestSchema,
    answers: { 201: { description: "The sensor", schema: sensorSchema } },
    problems: { 409: "The limit is reached; delete some first." },
  },
  {
    method: "GET",
    path: "/sensors/{id}",
    tag,
    summary: "Get a sensor with its health",
    answers: { 200: { description: "The sensor", schema: sensorSchema } },
  },
  {
    method: "PATCH",
    path: "/sensors/{id}",
    tag,
    summary: "Rename, pause or resume a sensor, or change its models and limits",
    body: sensorChangeSchema,
    answers: { 200: { description: "The sensor", schema: sensorSchema } },
  },
  {
    method: "DELETE",
    path: "/sensors/{id}",
    tag,
    summary: "Delete a sensor with its kept records; datasets made from them are kept",
    answers: { 204: { description: "Deleted" } },
  },
  {
    method: "GET",
    path: "/sensors/{id}/records",
    tag,
    summary: "List the newest kept records with their verdicts",
    query: recordsQuery,
    answers: { 200: { description: "The records", schema: z.array(sensorRecordSchema) } },
  },
  {
    method: "GET",
    path: "/sensors/{id}/findings",
    tag,
    summary: "List what behaviour checks found in the records, worst first",
    query: findingsQuery,
    answers: { 200: { description: "The findings", schema: z.array(sensorFindingSchema) } },
  },
  {
    method: "POST",
    path: "/sensors/{id}/datasets",
    tag,
    summary: "Create a dataset from kept records",
    body: sensorDatasetSchema,
    isBodyOptional: true,
    answers: { 202: { description: "Accepted", schema: newDatasetSchema } },
    problems: { 409: "The sensor keeps no such records." },
  },
  {
    method: "POST",
    path: "/sensors/{id}/packets",
    tag,
    summary: "Stream packets to a sensor",
    description: "A capture (pcap, pcapng) of any length, such as from `tcpdump -U -w -`. The " +
      "answer begins once the first packets are taken. When the stream has ended and all its flows " +
      "are stored, one line of JSON follows: `records` of the sensor in all, or `error`.",
    body: [{ type: "application/octet-stream" }, { type: "application/vnd.tcpdump.pcap" }],
    answers: { 200: { description: "How the stream ended", media: "application/x-ndjson" } },
    problems: {
      409: "The sensor takes no packets, is paused, or receives another stream.",
      415: "Only gzip compression is supported.",
      422: "The body is not a capture.",
    },
  },
];
