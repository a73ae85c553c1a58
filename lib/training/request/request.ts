/**
 * What a person or a program may ask of a training run, and how it is checked.
 *
 * @module
 */
import { featureType } from "./features.ts";
import type { FieldIssue } from "./field_issue.ts";
import { z } from "zod";
import { contextColumns } from "../../datasets/context/context_columns.ts";
import { requireConfirmed } from "../../datasets/confirmation.ts";
import { DEFAULT_PORTS } from "../../learning/features/ports/port_treatment.ts";
import type { DatasetDetail } from "../../resources/dataset.ts";
import { detectorDefinition, isSupervised } from "../../detectors/catalogue.ts";
import { detectorParamsSchema } from "../../detectors/params.ts";
import { modelTitles } from "../../detectors/titles.ts";
import { usesTestLabels } from "./label_rules.ts";
import { checkMembers, type FindModel, resolveMembers } from "./trained_members.ts";
import { checkSeeds } from "./seeds.ts";
import {
  checkAttacks,
  checkContamination,
  checkContext,
  checkFeatures,
  checkNormalRows,
  checkPeriod,
  checkSequence,
  checkTest,
  checkTestLabels,
  wantedFeatures,
} from "./check_datasets.ts";
import { runRequestSchema } from "./request_schema.ts";
import { checkColumnOptions } from "./feature_options.ts";
import type { DetectorRequest, RunRequest } from "../../resources/run.ts";

/** The seed of a run that names none. */
const DEFAULT_SEED = 42;

/** Share of rows that a run tests on when it names neither a test set nor a split. */
const DEFAULT_SPLIT = 0.3;

/**
 * Checks a request against the datasets and detectors that there are, and fills in defaults.
 *
 * @param body what was sent
 * @param find looks a dataset up
 * @param findModel looks a trained model up, for hybrids
 * @throws {z.ZodError} with the path of each field that is wrong
 * @throws {JobError} where a dataset needs confirmation
 */
export function parseRunRequest(
  body: unknown,
  find: (id: string) => DatasetDetail | null,
  findModel: FindModel = () => null,
): RunRequest {
  const input = runRequestSchema.parse(body);
  const issues: FieldIssue[] = [];
  const ready = (id: string, path: string): DatasetDetail | null => {
    const dataset = find(id);
    if (!dataset) issues.push([[path], `There is no dataset "${id.slice(0, 100)}".`]);
    else if (dataset.status !== "ready") {
      issues.push([[path], `The dataset "${dataset.name}" is not ready: ${dataset.status}.`]);
    } else {
      requireConfirmed(dataset);
      return dataset;
    }
    return null;
  };
  const train = ready(input.train, "train");
  const test = input.test === undefined ? null : ready(input.test, "test");
  if (input.test !== undefined && input.split !== undefined) {
    issues.push([["split"], "Set either test or split, not both."]);
  }
  if (train) {
    issues.push(
      ...checkFeatures(train, input.features),
      ...checkNormalRows(train, input.labels),
      ...checkPeriod(train, input.period),
      ...checkContamination(train, input),
    );
  }
  if (train && test) issues.push(...checkTest(train, test, input.features));
  if (input.context) issues.push(...checkContext(input.context, train, test));
  if (train && input.columns) {
    const features = [
      ...wantedFeatures(train, input.features),
      ...input.context ? contextColumns(input.context) : [],
    ].map((column) => ({ name: column.name, type: featureType(column) }));
    issues.push(...checkColumnOptions(features, input.columns, input.encoding));
  }
  const sequenceBy = input.sequenceBy ?? undefined;
  if (train && sequenceBy !== undefined) issues.push(...checkSequence(sequenceBy, train, test));
  issues.push(...checkSeeds(input.seed, input.seeds));
  const seed = input.seeds?.[0] ?? input.seed ?? DEFAULT_SEED;
  const settings = {
    train: input.train,
    ...(input.test !== undefined
      ? { test: input.test }
      : { split: input.split ?? { test: DEFAULT_SPLIT } }),
    ...(input.period && { period: input.period }),
    ...(input.mostRows !== undefined && { mostRows: input.mostRows }),
    ...(input.labels === "ignore" && { labels: input.labels }),
    ...(input.contamination && { contamination: input.contamination }),
    features: input.features,
    encoding: input.encoding,
    scaling: input.scaling,
    ...(input.context && { context: input.context }),
    ports: input.ports ?? DEFAULT_PORTS,
    ...(input.columns && { columns: input.columns }),
    ...(input.rareCategories && { rareCategories: input.rareCategories }),
    ...(input.filters && { filters: input.filters }),
    dropDuplicates: input.dropDuplicates,
    ...(sequenceBy !== undefined && { sequenceBy }),
    seed,
    ...(input.seeds && input.seeds.length > 1 && { seeds: input.seeds }),
  };
  const detectors = input.detectors.map((detector, index) => {
    const definition = detectorDefinition(detector.kind);
    const judged = input.test === undefined ? train : test;
    if (judged && detector.threshold && usesTestLabels(detector.threshold)) {
      const path = ["detectors", index, "threshold"];
      issues.push(
        ...input.labels === "ignore"
          ? [[path, "This rule is chosen by labels, which are to be ignored."] satisfies FieldIssue]
          : checkTestLabels(judged, path),
      );
    }
    const refuse = (found: FieldIssue[]) => {
      for (const [path, text] of found) {
        issues.push([["detectors", index, "params", ...path], text]);
      }
    };
    const resolved = resolveMembers(detector.params, findModel);
    if (resolved.issues.length > 0) {
      refuse(resolved.issues);
      return null!;
    }
    const params = detectorParamsSchema(definition.fields, definition.check).safeParse(
      resolved.params,
    );
    if (!params.success) {
      refuse(params.error.issues.flatMap(paramIssues));
      return null!;
    }
    if (train && isSupervised(detector.kind, params.data) && input.labels === "ignore") {
      const text = `${definition.title} learns from labels, which are to be ignored.`;
      issues.push([["detectors", index], text]);
    } else if (train && isSupervised(detector.kind, params.data)) {
      issues.push(...checkAttacks(train, definition.title, ["detectors", index]));
    }
    if (detector.kind === "hybrid") refuse(checkMembers(params.data, settings, findModel));
    return {
      kind: detector.kind,
      params: params.data,
      threshold: detector.threshold ?? definition.defaultThreshold(params.data),
    };
  });
  if (issues.length > 0) {
    throw new z.ZodError(
      issues.map(([path, message]) => ({ code: "custom", path, message, input: body })),
    );
  }
  return {
    name: input.name || `${listTitles(detectors)}: ${train!.name}`.slice(0, 200),
    ...settings,
    detectors,
  };
}

/** Points to each parameter that there is none of. */
function paramIssues(issue: z.core.$ZodIssue): FieldIssue[] {
  const { path, message } = issue;
  if (issue.code !== "unrecognized_keys") return [[path, message]];
  return issue.keys.map((key) => [[...path, key], message]);
}

const conjunction = new Intl.ListFormat("en-GB");

/** The detectors of a run as a list: `A, B and C`. */
function listTitles(detectors: DetectorRequest[]): string {
  return conjunction.format(modelTitles(detectors.map(({ kind }) => kind)));
}
