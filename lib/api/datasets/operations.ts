import { captureReadingSchema } from "../../resources/dataset_origin.ts";
import { z } from "zod";
import { datasetChangeSchema } from "../../datasets/amend/dataset_change.ts";
import { demoRequestSchema } from "../../datasets/demo/request.ts";
import { deriveRequestSchema } from "../../datasets/derive/request_schema.ts";
import { overlapRequestSchema } from "../../training/overlap/request.ts";
import {
  changedDatasetSchema,
  datasetSchema,
  modelFitSchema,
  newDatasetSchema,
  overlapSchema,
  publicSourceSchema,
} from "./answers.ts";
import { eventsOperation, type JobKind } from "../jobs/job_operations.ts";
import type { Operation, Operations } from "../operation.ts";
import { LONGEST_FIELD } from "../receive_upload.ts";
import { DATASET_FORMATS, datasetSummarySchema } from "../../resources/dataset.ts";

const tag = "Datasets";
const JOBS: JobKind = { tag, path: "/datasets", what: "dataset" };
const BUSY = "A run or another dataset uses it.";
const NOT_READY = "The dataset is not ready, or is in use.";

/** What can be done with datasets. */
export const datasetOperations: Operations = () => [
  {
    method: "GET",
    path: "/datasets",
    tag,
    summary: "List datasets, newest first",
    answers: { 200: { description: "The datasets", schema: z.array(datasetSummarySchema) } },
  },
  {
    method: "POST",
    path: "/datasets",
    tag,
    summary: "Upload a file of records",
    description:
      "A table (CSV, TSV, ARFF, NDJSON, Zeek, Parquet), a packet capture (pcap, pcapng) or NetFlow " +
      "(nfcapd), plain, gzip, zstd or ZIP; its format is recognised by content.",
    query: z.object({
      name: z.string().max(LONGEST_FIELD).optional().describe(
        "Name of the dataset; defaults to the file name",
      ),
      format: z.enum(DATASET_FORMATS).optional().describe(
        "Format of the file; recognised by content if omitted",
      ),
      kind: z.string().max(100).optional().describe(
        "Which records to read of a file that holds several kinds: a value of Suricata's " +
          "`event_type` or Zeek's `_path`, `all`, or `labelled-flow` for Suricata's flows with their " +
          "alerts as labels; connections by default",
      ),
      ...captureReadingSchema.shape,
    }),
    body: [
      { type: "application/octet-stream" },
      {
        type: "multipart/form-data",
        form: {
          file: "file",
          name: "text",
          format: "text",
          kind: "text",
          idleTimeout: "text",
          activeTimeout: "text",
          deduplicate: "text",
          pairingWindow: "text",
          innerFlows: "text",
        },
      },
    ],
    answers: { 202: { description: "Accepted", schema: newDatasetSchema } },
  },
  {
    method: "GET",
    path: "/datasets/{id}",
    tag,
    summary: "Get a dataset with its profile",
    answers: { 200: { description: "The dataset", schema: datasetSchema } },
  },
  {
    method: "PATCH",
    path: "/datasets/{id}",
    tag,
    summary: "Edit the name, labels, column roles or missing-value policies",
    body: datasetChangeSchema,
    answers: {
      200: {
        description: "The changed dataset, with the columns that were excluded",
        schema: changedDatasetSchema,
      },
    },
    problems: { 409: NOT_READY },
  },
  {
    method: "DELETE",
    path: "/datasets/{id}",
    tag,
    summary: "Delete a dataset",
    answers: { 204: { description: "Deleted" } },
    problems: { 409: BUSY },
  },
  {
    method: "GET",
    path: "/datasets/{id}/models",
    tag,
    summary: "Which models can score a dataset, and what the others lack",
    answers: { 200: { description: "All models, newest first", schema: z.array(modelFitSchema) } },
    problems: { 409: NOT_READY },
  },
  file("/datasets/{id}/data.csv", "All rows as CSV", "text/csv"),
  file("/datasets/{id}/data.parquet", "All rows as Parquet", "application/vnd.apache.parquet"),
  eventsOperation(JOBS),
  {
    method: "POST",
    path: "/datasets/derive",
    tag,
    summary: "Combine, split, sample, filter or label datasets",
    body: deriveRequestSchema,
    answers: {
      202: { description: "Accepted", schema: z.object({ ids: z.array(z.string()) }) },
    },
  },
  {
    method: "POST",
    path: "/demo",
    tag,
    summary: "Generate demo traffic",
    description:
      "Without a scenario, or with `features`, a training and a test dataset with KDD'99's features; " +
      "with `office`, the connection log of a network over days, ingested as an uploaded Zeek log is.",
    body: demoRequestSchema,
    isBodyOptional: true,
    answers: {
      202: {
        description: "IDs of a training and a test dataset, or the dataset of an office",
        schema: z.union([z.object({ train: z.string(), test: z.string() }), newDatasetSchema]),
      },
    },
  },
  {
    method: "GET",
    path: "/sources",
    tag,
    summary: "List public datasets to download",
    answers: { 200: { description: "The sources", schema: z.array(publicSourceSchema) } },
  },
  {
    method: "POST",
    path: "/sources/{id}/download",
    tag,
    summary: "Download a public dataset",
    answers: { 202: { description: "Accepted", schema: newDatasetSchema } },
  },
  {
    method: "POST",
    path: "/overlap",
    tag,
    summary: "Count rows that two datasets share",
    body: overlapRequestSchema,
    answers: { 200: { description: "The counts", schema: overlapSchema } },
  },
];

function file(path: string, summary: string, media: string): Operation {
  return {
    method: "GET",
    path,
    tag,
    summary,
    answers: { 200: { description: "The file", media } },
    problems: { 409: "The dataset has no records." },
  };
}
