import { z } from "zod";
import { alertChangeSchema, alertsQuerySchema, muteSchema } from "./requests.ts";
import { destinationSchema as destinationBody } from "../../alerts/delivery/destination.ts";
import { ruleSchema } from "../../alerts/rule.ts";
import { suppressionSchema } from "../../alerts/suppression.ts";
import {
  alertRuleSchema,
  alertSchema,
  changedDestinationSchema,
  destinationSchema,
  newDestinationSchema,
  suppressionAnswerSchema,
} from "./answers.ts";
import { predictionSchema } from "../models/answers.ts";
import type { Operation, Operations } from "../operation.ts";

const tag = "Alerts";
const FULL = { 409: "There are too many already." };

/** What can be done with alerts. */
export const alertOperations: Operations = () => [
  {
    method: "GET",
    path: "/alerts",
    tag,
    summary: "Alerts, newest first",
    query: alertsQuerySchema,
    answers: { 200: { description: "The alerts", schema: z.array(alertSchema) } },
  },
  {
    method: "GET",
    path: "/alerts/{id}",
    tag,
    summary: "An alert",
    answers: { 200: { description: "The alert", schema: alertSchema } },
  },
  {
    method: "PATCH",
    path: "/alerts/{id}",
    tag,
    summary: "Acknowledge an alert, or take it back",
    body: alertChangeSchema,
    answers: { 200: { description: "The alert after it", schema: alertSchema } },
  },
  {
    method: "GET",
    path: "/alerts/{id}/explanation",
    tag,
    summary: "What made its record stand out",
    answers: { 200: { description: "The verdict", schema: predictionSchema } },
    problems: { 409: "Too little of the record was kept." },
  },
  {
    method: "POST",
    path: "/alerts/{id}/mute",
    tag,
    summary: "Suppress further alerts like this one",
    body: muteSchema,
    answers: { 201: { description: "The suppression", schema: suppressionAnswerSchema } },
    problems: FULL,
  },
  {
    method: "GET",
    path: "/alerts/rules",
    tag,
    summary: "All rules",
    answers: { 200: { description: "The rules", schema: z.array(alertRuleSchema) } },
  },
  {
    method: "POST",
    path: "/alerts/rules",
    tag,
    summary: "Make a rule",
    body: ruleSchema,
    answers: { 201: { description: "The rule", schema: alertRuleSchema } },
    problems: FULL,
  },
  {
    method: "GET",
    path: "/alerts/rules/{id}",
    tag,
    summary: "A rule",
    answers: { 200: { description: "The rule", schema: alertRuleSchema } },
  },
  {
    method: "PUT",
    path: "/alerts/rules/{id}",
    tag,
    summary: "Replace a rule",
    body: ruleSchema,
    answers: { 200: { description: "The rule after it", schema: alertRuleSchema } },
  },
  gone("/alerts/rules/{id}", "Delete a rule"),
  {
    method: "GET",
    path: "/alerts/destinations",
    tag,
    summary: "Where alerts are sent",
    answers: { 200: { description: "The destinations", schema: z.array(destinationSchema) } },
  },
  {
    method: "POST",
    path: "/alerts/destinations",
    tag,
    summary: "Add a destination",
    body: destinationBody,
    answers: { 201: { description: "It, with its secret", schema: newDestinationSchema } },
    problems: FULL,
  },
  {
    method: "GET",
    path: "/alerts/destinations/{id}",
    tag,
    summary: "A destination",
    answers: { 200: { description: "The destination", schema: destinationSchema } },
  },
  {
    method: "PUT",
    path: "/alerts/destinations/{id}",
    tag,
    summary: "Replace a destination",
    body: destinationBody,
    answers: {
      200: { description: "The destination after it", schema: changedDestinationSchema },
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
        description: "Whether it arrived",
        schema: z.object({ delivered: z.boolean(), error: z.string().nullable() }),
      },
    },
  },
  {
    method: "GET",
    path: "/alerts/suppressions",
    tag,
    summary: "All suppressions",
    answers: {
      200: { description: "The suppressions", schema: z.array(suppressionAnswerSchema) },
    },
  },
  {
    method: "POST",
    path: "/alerts/suppressions",
    tag,
    summary: "Suppress alerts",
    body: suppressionSchema,
    answers: { 201: { description: "The suppression", schema: suppressionAnswerSchema } },
    problems: FULL,
  },
  gone("/alerts/suppressions/{id}", "End a suppression"),
];

function gone(path: string, summary: string): Operation {
  return { method: "DELETE", path, tag, summary, answers: { 204: { description: "It is gone" } } };
}
