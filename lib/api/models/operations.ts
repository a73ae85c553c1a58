import { z } from "zod";
import {
  counterfactualsRequestSchema,
  modelChangeSchema,
  neighboursRequestSchema,
} from "./model_requests.ts";
import { predictRequestSchema } from "../../scoring/requests/predict_request.ts";
import {
  agreementQuerySchema,
  recordQuerySchema,
  recordsQuerySchema,
} from "../runs/result_queries.ts";
import {
  counterfactualsSchema,
  drawnRecordSchema,
  importanceSchema,
  modelSchema,
  modelSummarySchema,
  neighboursSchema,
  predictionSchema,
  rankedRecordsSchema,
  thresholdTableSchema,
} from "./answers.ts";
import { findingsSchema } from "./findings_answer.ts";
import { judgedSchema, judgementRequestSchema, judgementsSchema } from "./judgements.ts";
import { modelAgreementSchema } from "../runs/answers.ts";
import { modelCurvesSchema } from "../../resources/run.ts";
import type { Operations } from "../operation.ts";
import { LONGEST_FIELD } from "../receive_upload.ts";

const tag = "Models";

/** What can be done with trained models. */
export const modelOperations: Operations = ({ maxPredictRecords }) => [
  {
    method: "GET",
    path: "/models",
    tag,
    summary: "List models, newest first",
    answers: { 200: { description: "The models", schema: z.array(modelSummarySchema) } },
  },
  {
    method: "POST",
    path: "/models",
    tag,
    summary: "Import a model from another installation",
    query: z.object({
      name: z.string().max(LONGEST_FIELD).optional().describe("Name of the file"),
    }),
    body: [
      { type: "application/zip" },
      { type: "multipart/form-data", form: { file: "file", name: "text" } },
    ],
    answers: {
      201: { description: "Imported", schema: z.object({ id: z.string(), run: z.string() }) },
    },
  },
  {
    method: "GET",
    path: "/models/{id}",
    tag,
    summary: "Get a model and its inputs",
    answers: { 200: { description: "The model", schema: modelSchema } },
  },
  {
    method: "PATCH",
    path: "/models/{id}",
    tag,
    summary: "Change a model's threshold",
    body: modelChangeSchema,
    answers: { 200: { description: "The changed model", schema: modelSummarySchema } },
    problems: {
      409: "The model was saved by an older version that did not store what this needs.",
    },
  },
  {
    method: "GET",
    path: "/models/{id}/bundle.zip",
    tag,
    summary: "Export a model as a ZIP archive",
    answers: { 200: { description: "The archive", media: "application/zip" } },
  },
  {
    method: "POST",
    path: "/models/{id}/predict",
    tag,
    summary: "Score records",
    body: predictRequestSchema(maxPredictRecords),
    answers: {
      200: {
        description: "One verdict per record",
        schema: z.object({
          predictions: z.array(predictionSchema),
          warnings: z.array(z.string()).optional().describe(
            "Warnings about the records as a whole; absent if there are none",
          ),
        }),
      },
    },
  },
  {
    method: "POST",
    path: "/models/{id}/counterfactuals",
    tag,
    summary: "Find single-feature changes that would make a record normal",
    body: counterfactualsRequestSchema,
    answers: { 200: { description: "The changes", schema: counterfactualsSchema } },
  },
  {
    method: "POST",
    path: "/models/{id}/neighbours",
    tag,
    summary: "Find the most similar normal training records",
    body: neighboursRequestSchema,
    answers: { 200: { description: "The records", schema: neighboursSchema } },
    problems: { 409: "The training data cannot be read." },
  },
  {
    method: "GET",
    path: "/models/{id}/curves",
    tag,
    summary: "Get ROC, precision-recall and loss curves",
    answers: { 200: { description: "The curves", schema: modelCurvesSchema } },
  },
  {
    method: "GET",
    path: "/models/{id}/importance",
    tag,
    summary: "Get feature importance",
    answers: { 200: { description: "Feature importance", schema: importanceSchema } },
  },
  {
    method: "GET",
    path: "/models/{id}/findings",
    tag,
    summary: "Get findings in the test data: how much, when, which hosts and why",
    answers: { 200: { description: "The findings", schema: findingsSchema } },
    problems: { 409: "The test data is not on this server." },
  },
  {
    method: "GET",
    path: "/models/{id}/judgements",
    tag,
    summary: "Draw flagged test records to judge, with the verdicts so far",
    answers: { 200: { description: "The records and the estimate", schema: judgementsSchema } },
    problems: { 409: "The test data is not on this server." },
  },
  {
    method: "POST",
    path: "/models/{id}/judgements",
    tag,
    summary: "Judge a flagged test record",
    body: judgementRequestSchema,
    answers: { 200: { description: "The estimate", schema: judgedSchema } },
  },
  {
    method: "GET",
    path: "/models/{id}/thresholds",
    tag,
    summary: "Get what other thresholds would flag",
    answers: { 200: { description: "The counts", schema: thresholdTableSchema } },
  },
  {
    method: "GET",
    path: "/models/{id}/records",
    tag,
    summary: "Top test records to review",
    query: recordsQuerySchema,
    answers: { 200: { description: "The records", schema: rankedRecordsSchema } },
  },
  {
    method: "GET",
    path: "/models/{id}/record",
    tag,
    summary: "Get a test record, at random or by row",
    query: recordQuerySchema,
    answers: { 200: { description: "The record", schema: drawnRecordSchema } },
  },
  {
    method: "GET",
    path: "/agreement",
    tag,
    summary: "Compare what models of one run flag",
    query: agreementQuerySchema,
    answers: { 200: { description: "The counts", schema: modelAgreementSchema } },
    problems: { 404: "Model not found." },
  },
];
