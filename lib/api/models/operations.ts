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
    summary: "All models, newest first",
    answers: { 200: { description: "The models", schema: z.array(modelSummarySchema) } },
  },
  {
    method: "POST",
    path: "/models",
    tag,
    summary: "Import a model of another installation",
    query: z.object({
      name: z.string().max(LONGEST_FIELD).optional().describe("Name of the file"),
    }),
    body: [
      { type: "application/zip" },
      { type: "multipart/form-data", form: { file: "file", name: "text" } },
    ],
    answers: {
      201: { description: "It is there", schema: z.object({ id: z.string(), run: z.string() }) },
    },
  },
  {
    method: "GET",
    path: "/models/{id}",
    tag,
    summary: "A model and what it takes",
    answers: { 200: { description: "The model", schema: modelSchema } },
  },
  {
    method: "PATCH",
    path: "/models/{id}",
    tag,
    summary: "Change its threshold",
    body: modelChangeSchema,
    answers: { 200: { description: "The model after it", schema: modelSummarySchema } },
    problems: { 409: "An older Netsift saved it, without what it takes." },
  },
  {
    method: "GET",
    path: "/models/{id}/bundle.zip",
    tag,
    summary: "A model as an archive",
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
        description: "A verdict on each record",
        schema: z.object({
          predictions: z.array(predictionSchema),
          warnings: z.array(z.string()).optional().describe(
            "What to know about the records together, as in a batch; only where there is something",
          ),
        }),
      },
    },
  },
  {
    method: "POST",
    path: "/models/{id}/counterfactuals",
    tag,
    summary: "What would make a record normal, one feature at a time",
    body: counterfactualsRequestSchema,
    answers: { 200: { description: "The changes", schema: counterfactualsSchema } },
  },
  {
    method: "POST",
    path: "/models/{id}/neighbours",
    tag,
    summary: "The normal training records most like a record",
    body: neighboursRequestSchema,
    answers: { 200: { description: "The records", schema: neighboursSchema } },
    problems: { 409: "The training data cannot be read." },
  },
  {
    method: "GET",
    path: "/models/{id}/curves",
    tag,
    summary: "Curves for drawing",
    answers: { 200: { description: "The curves", schema: modelCurvesSchema } },
  },
  {
    method: "GET",
    path: "/models/{id}/importance",
    tag,
    summary: "How important each feature is",
    answers: { 200: { description: "The measures", schema: importanceSchema } },
  },
  {
    method: "GET",
    path: "/models/{id}/findings",
    tag,
    summary: "What it flags of its test data: how much, when, by which host and why",
    answers: { 200: { description: "The findings", schema: findingsSchema } },
    problems: { 409: "The test data is not on this server." },
  },
  {
    method: "GET",
    path: "/models/{id}/thresholds",
    tag,
    summary: "What other thresholds would flag",
    answers: { 200: { description: "The counts", schema: thresholdTableSchema } },
  },
  {
    method: "GET",
    path: "/models/{id}/records",
    tag,
    summary: "Test records worth a look",
    query: recordsQuerySchema,
    answers: { 200: { description: "The records", schema: rankedRecordsSchema } },
  },
  {
    method: "GET",
    path: "/models/{id}/record",
    tag,
    summary: "A record of the test data, at random or by its row",
    query: recordQuerySchema,
    answers: { 200: { description: "The record", schema: drawnRecordSchema } },
  },
  {
    method: "GET",
    path: "/agreement",
    tag,
    summary: "What models of one run flag together and alone",
    query: agreementQuerySchema,
    answers: { 200: { description: "The counts", schema: modelAgreementSchema } },
    problems: { 404: "There is no such model." },
  },
];
