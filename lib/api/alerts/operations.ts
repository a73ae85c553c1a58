import { z } from "zod";
import { alertBulkSchema } from "./bulk.ts";
import {
  alertExportSchema,
  alertGroupsSchema,
  alertRecordsSchema,
  alertsQuerySchema,
} from "./queries.ts";
import { alertChangeSchema, muteSchema } from "./requests.ts";
import { alertGroupSchema, alertRecordSchema, alertSchema } from "../../resources/alert.ts";
import { count } from "../../resources/fields.ts";
import {
  destinationRequestSchema,
  destinationSchema,
  followedDestinationSchema,
  shownDestinationSchema,
} from "../../resources/alert_destination.ts";
import { ruleRequestSchema, ruleSchema } from "../../resources/alert_rule.ts";
import { suppressionRequestSchema, suppressionSchema } from "../../resources/alert_suppression.ts";
import { predictionSchema } from "../models/answers.ts";
import type { Operation, Operations } from "../operation.ts";

const tag = "Alerts";
const FULL = { 409: "The limit is reached; delete some first." };

/** What can be done with alerts. */
export const alertOperations: Operations = () => [
  {
    method: "GET",
    path: "/alerts",
    tag,
    summary: "List alerts, newest first",
    description: "The header `X-Total-Count` says how many alerts the filter lets pass.",
    query: alertsQuerySchema,
    answers: { 200: { description: "The alerts", schema: z.array(alertSchema) } },
  },
  {
    method: "GET",
    path: "/alerts/groups",
    tag,
    summary: "List the alerts of each rule and host together, worst first",
    description: "The header `X-Total-Count` says how many groups there are.",
    query: alertGroupsSchema,
    answers: { 200: { description: "The groups", schema: z.array(alertGroupSchema) } },
  },
  {
    method: "POST",
    path: "/alerts/bulk",
    tag,
    summary: "Change, mute or delete many alerts",
    description: "Alerts are written a few hundred at a time.",
    body: alertBulkSchema,
    answers: {
      200: { description: "How many alerts there were", schema: z.object({ alerts: count }) },
    },
    problems: FULL,
  },
  {
    method: "GET",
    path: "/alerts/export.csv",
    tag,
    summary: "Download alerts as CSV",
    query: alertExportSchema,
    answers: { 200: { description: "The alerts, newest first", media: "text/csv" } },
  },
  {
    method: "GET",
    path: "/alerts/export.json",
    tag,
    summary: "Download alerts as JSON",
    query: alertExportSchema,
    answers: { 200: { description: "The alerts, newest first", schema: z.array(alertSchema) } },
  },
  {
    method: "GET",
    path: "/alerts/{id}",
    tag,
    summary: "Get an alert",
    answers: { 200: { description: "The alert", schema: alertSchema } },
  },
  {
    method: "PATCH",
    path: "/alerts/{id}",
    tag,
    summary: "Acknowledge, close, assign or annotate an alert",
    body: alertChangeSchema,
    answers: { 200: { description: "The changed alert", schema: alertSchema } },
  },
  gone("/alerts/{id}", "Delete an alert"),
  {
    method: "GET",
    path: "/alerts/{id}/records",
    tag,
    summary: "List the records of an alert",
    description: "The header `X-Total-Count` says how many there are.",
    query: alertRecordsSchema,
    answers: { 200: { description: "The records", schema: z.array(alertRecordSchema) } },
    problems: { 409: "The batch or detection was deleted." },
  },
  {
    method: "GET",
    path: "/alerts/{id}/explanation",
    tag,
    summary: "Explain the record of an alert",
    answers: { 200: { description: "The verdict", schema: predictionSchema } },
    problems: { 409: "Not enough of the record was kept, or no single model raised the alert." },
  },
  {
    method: "POST",
    path: "/alerts/{id}/mute",
    tag,
    summary: "Mute further alerts like this one",
    body: muteSchema,
    answers: { 201: { description: "The suppression", schema: suppressionSchema } },
    problems: FULL,
  },
  {
    method: "GET",
    path: "/alerts/rules",
    tag,
    summary: "List rules",
    answers: { 200: { description: "The rules", schema: z.array(ruleSchema) } },
  },
  {
    method: "POST",
    path: "/alerts/rules",
    tag,
    summary: "Create a rule",
    body: ruleRequestSchema,
    answers: { 201: { description: "The rule", schema: ruleSchema } },
    problems: FULL,
  },
  {
    method: "GET",
    path: "/alerts/rules/{id}",
    tag,
    summary: "Get a rule",
    answers: { 200: { description: "The rule", schema: ruleSchema } },
  },
  {
    method: "PUT",
    path: "/alerts/rules/{id}",
    tag,
    summary: "Replace a rule",
    body: ruleRequestSchema,
    answers: { 200: { description: "The changed rule", schema: ruleSchema } },
  },
  gone("/alerts/rules/{id}", "Delete a rule"),
  {
    method: "GET",
    path: "/alerts/destinations",
    tag,
    summary: "List alert destinations",
    answers: {
      200: { description: "The destinations", schema: z.array(followedDestinationSchema) },
    },
  },
  {
    method: "POST",
    path: "/alerts/destinations",
    tag,
    summary: "Add a destination",
    body: destinationRequestSchema,
    answers: {
      201: { description: "The destination, with its secret", schema: destinationSchema },
    },
    problems: FULL,
  },
  {
    method: "GET",
    path: "/alerts/destinations/{id}",
    tag,
    summary: "Get a destination",
    answers: { 200: { description: "The destination", schema: followedDestinationSchema } },
  },
  {
    method: "PUT",
    path: "/alerts/destinations/{id}",
    tag,
    summary: "Replace a destination",
    body: destinationRequestSchema,
    answers: {
      200: { description: "The changed destination", schema: shownDestinationSchema },
    },
  },
  gone("/alerts/destinations/{id}", "Delete a destination"),
  {
    method: "POST",
    path: "/alerts/destinations/{id}/test",
    tag,
    summary: "Send a test alert",
    answers: {
      200: {
        description: "Whether the destination accepted it",
        schema: z.object({ delivered: z.boolean(), error: z.string().nullable() }),
      },
    },
  },
  {
    method: "GET",
    path: "/alerts/suppressions",
    tag,
    summary: "List suppressions",
    answers: {
      200: { description: "The suppressions", schema: z.array(suppressionSchema) },
    },
  },
  {
    method: "POST",
    path: "/alerts/suppressions",
    tag,
    summary: "Suppress alerts",
    body: suppressionRequestSchema,
    answers: { 201: { description: "The suppression", schema: suppressionSchema } },
    problems: FULL,
  },
  gone("/alerts/suppressions/{id}", "Delete a suppression"),
];

function gone(path: string, summary: string): Operation {
  return { method: "DELETE", path, tag, summary, answers: { 204: { description: "Deleted" } } };
}
