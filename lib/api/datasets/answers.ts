import { z } from "zod";
import type { PublicSource } from "../../datasets/download/sources.ts";
import {
  columnSchema,
  datasetProfileSchema,
  datasetStatusSchema,
  datasetSummarySchema,
} from "../../resources/dataset.ts";
import { DETECTOR_KINDS } from "../../detectors/catalogue.ts";
import { count, mappedColumnSchema } from "../../resources/fields.ts";

const summaryFields = datasetSummarySchema.shape;
const profileFields = datasetProfileSchema.shape;

/** A dataset with its profile, as soon as it has one. */
export const datasetSchema = z.union([
  z.object({ ...summaryFields, ...profileFields }),
  z.object({ ...summaryFields, columns: z.array(columnSchema).max(0) }),
]).meta({ id: "Dataset" });

const switchedOff = z.array(z.object({ name: z.string(), reason: z.string() }));

/** A dataset after a change, with the columns that it switched off. */
export const changedDatasetSchema = z.union([
  z.object({ ...summaryFields, ...profileFields, switchedOff }),
  z.object({ ...summaryFields, columns: z.array(columnSchema).max(0), switchedOff }),
]).meta({ id: "ChangedDataset" });

/** Whether a model can score a dataset. */
export const modelFitSchema = z.object({
  model: z.string(),
  kind: z.enum(DETECTOR_KINDS),
  runName: z.string(),
  fits: z.boolean(),
  reason: z.string().nullable().describe("Why not"),
  missing: z.array(z.string()).describe("Features that the dataset does not have"),
  mapped: z.array(mappedColumnSchema),
  computed: z.array(z.string()).describe("Context features that are computed from the records"),
}).meta({ id: "ModelFit" });

/** A dataset that is being made. */
export const newDatasetSchema = z.object({
  id: z.string(),
  status: datasetStatusSchema,
  name: z.string(),
});

/** A public dataset. */
export const publicSourceSchema = z.object({
  id: z.string(),
  title: z.string(),
  summary: z.string(),
  rows: count,
  url: z.string(),
  hosts: z.array(z.string()),
  size: z.object({ bytes: count, isExact: z.boolean() }),
  checksum: z.object({ of: z.enum(["file", "content"]), sha256: z.string() }),
  attribution: z.string(),
  page: z.string(),
}).meta({ id: "PublicSource" }) satisfies z.ZodType<PublicSource>;

const side = { rows: count, duplicates: count };

/** How often rows repeat within two datasets and across both. */
export const overlapSchema = z.object({
  train: z.object(side),
  test: z.object({ ...side, overlap: count }),
  withLabels: z.boolean(),
}).meta({ id: "Overlap" });
