import { z } from "zod";
import { alertChangeSchema, alertsQuerySchema, muteSchema } from "./requests.ts";
import { alertSchema } from "../../resources/alert.ts";
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
    query: alertsQuerySchema,
    answers: { 200: { description: "The alerts", schema: z.array(alertSchema) } },
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
    summary: "Acknowledge or reopen an alert",
    body: alertChangeSchema,
    answers: { 200: { description: "The changed alert", schema: alertSchema } },
  },
  {
    method: "GET",
    path: "/alerts/{id}/explanation",
    tag,
    summary: "Explain the record of an alert",
    answers: { 200: { description: "The verdict", schema: predictionSchema } },
    problems: { 409: "Not enough of the record was kept." },
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
