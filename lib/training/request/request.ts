/**
 * What a person or a program may ask of a training run, and how it is checked.
 *
 * @module
 */
import { defaultFeatures, featureType } from "./features.ts";
import type { Fault } from "./fault.ts";
import { z } from "zod";
import { requireConfirmed } from "../../datasets/confirmation.ts";
import type { ColumnProfile, DatasetDetail } from "../../resources/dataset.ts";
import { fitColumns } from "../../datasets/columns/fit_columns.ts";
import { DETECTOR_KINDS, detectorDefinition, isSupervised } from "../../detectors/catalogue.ts";
import { detectorParamsSchema } from "../../detectors/params.ts";
import { modelTitles } from "../../detectors/titles.ts";
import { ENCODING_KINDS } from "../../learning/features/encodings.ts";
import { SCALING_CHOICES } from "../../learning/features/scaling/scaler.ts";
import { DEFAULT_SCALING } from "../../learning/features/scaling/scalers.ts";
import { thresholdRuleSchema } from "../../learning/thresholds/schema.ts";
import { mapColumns } from "../../values/columns.ts";
import { usesTestLabels } from "./label_rules.ts";
import { MIN_ATTACK_ROWS, MIN_NORMAL_ROWS } from "../rows/select_rows.ts";
import { namedValues } from "../../base/named_values.ts";
import { checkMembers, type FindModel, resolveMembers } from "./trained_members.ts";
import { checkSeeds, MOST_SEEDS } from "./seeds.ts";
import { checkColumnOptions } from "./feature_options.ts";
import { featureOptionFields } from "../../learning/features/option_fields.ts";
import { LABEL_USES, periodSchema, splitSchema } from "../../resources/run_request.ts";
import { contaminationSchema } from "../../resources/set_aside.ts";
import type { DetectorRequest, RunRequest } from "../../resources/run.ts";
import { givenColumn, givenColumns, givenId } from "../../base/request_limits.ts";

const detectorSchema = z.strictObject({
  kind: z.enum(DETECTOR_KINDS, {
    error: `Choose one of ${DETECTOR_KINDS.join(", ")}.`,
  }),
  params: namedValues(z.unknown()).default({})
    .describe("By name; `GET /api/v1/detectors` lists those of each kind"),
  threshold: thresholdRuleSchema.optional(),
});

const seedSchema = z.int().min(0).max(2 ** 32 - 1);

/** The body of `POST /api/v1/runs`. */
export const runRequestSchema = z.strictObject({
  name: z.string().trim().max(200).optional(),
  train: givenId,
  test: givenId.optional(),
  split: splitSchema.optional(),
  period: periodSchema.optional()
    .describe("Train and test on this period of the training data only"),
  mostRows: z.int().min(MIN_NORMAL_ROWS).optional()
    .describe("At most so many rows of the training data, drawn at random"),
  labels: z.enum(LABEL_USES).optional()
    .describe("ignore: train and test as on unlabelled data; use by default"),
  contamination: contaminationSchema.optional()
    .describe("Leave the most anomalous training rows out; for unlabelled rows only"),
  features: z.union(
    [z.literal("all"), givenColumns.min(1, "Choose at least one feature.")],
    {
      error: 'Give "all" or a list of column names.',
    },
  ).default("all"),
  encoding: z.enum(ENCODING_KINDS).default("one-hot"),
  scaling: z.enum(SCALING_CHOICES).default(DEFAULT_SCALING),
  ...featureOptionFields,
  dropDuplicates: z.boolean().default(false),
  sequenceBy: givenColumn.nullish(),
  seed: seedSchema.optional(),
  seeds: z.array(seedSchema).min(1, "Give at least one seed.").max(
    MOST_SEEDS,
    `A run takes ${MOST_SEEDS} seeds at most.`,
  ).optional(),
  detectors: z.array(detectorSchema).min(1, "Choose at least one detector.").max(
    20,
    "A run takes 20 detectors at most.",
  ),
});

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
  const faults: Fault[] = [];
  const ready = (id: string, path: string): DatasetDetail | null => {
    const dataset = find(id);
    if (!dataset) faults.push([[path], `There is no dataset "${id.slice(0, 100)}".`]);
    else if (dataset.status !== "ready") {
      faults.push([[path], `The dataset "${dataset.name}" is not ready: ${dataset.status}.`]);
    } else {
      requireConfirmed(dataset);
      return dataset;
    }
    return null;
  };
  const train = ready(input.train, "train");
  const test = input.test === undefined ? null : ready(input.test, "test");
  if (input.test !== undefined && input.split !== undefined) {
    faults.push([["split"], "Give a test set or a split, not both."]);
  }
  if (train) {
    faults.push(
      ...checkFeatures(train, input.features),
      ...checkNormalRows(train, input.labels),
      ...checkPeriod(train, input.period),
      ...checkContamination(train, input),
    );
  }
  if (train && test) faults.push(...checkTest(train, test, input.features));
  if (train && input.columns) {
    const features = wantedFeatures(train, input.features)
      .map((column) => ({ name: column.name, type: featureType(column) }));
    faults.push(...checkColumnOptions(features, input.columns, input.encoding));
  }
  const sequenceBy = input.sequenceBy ?? undefined;
  if (train && sequenceBy !== undefined) faults.push(...checkSequence(sequenceBy, train, test));
  faults.push(...checkSeeds(input.seed, input.seeds));
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
      faults.push(
        ...input.labels === "ignore"
          ? [[path, "This rule is chosen by labels, which are to be ignored."] satisfies Fault]
          : checkTestLabels(judged, path),
      );
    }
    const refuse = (found: Fault[]) => {
      for (const [path, text] of found) {
        faults.push([["detectors", index, "params", ...path], text]);
      }
    };
    const resolved = resolveMembers(detector.params, findModel);
    if (resolved.faults.length > 0) {
      refuse(resolved.faults);
      return null!;
    }
    const params = detectorParamsSchema(definition.fields, definition.check).safeParse(
      resolved.params,
    );
    if (!params.success) {
      refuse(params.error.issues.flatMap(paramFaults));
      return null!;
    }
    if (train && isSupervised(detector.kind, params.data) && input.labels === "ignore") {
      const text = `${definition.title} learns from labels, which are to be ignored.`;
      faults.push([["detectors", index], text]);
    } else if (train && isSupervised(detector.kind, params.data)) {
      faults.push(...checkAttacks(train, definition.title, ["detectors", index]));
    }
    if (detector.kind === "hybrid") refuse(checkMembers(params.data, settings, findModel));
    return {
      kind: detector.kind,
      params: params.data,
      threshold: detector.threshold ?? definition.defaultThreshold(params.data),
    };
  });
  if (faults.length > 0) {
    throw new z.ZodError(
      faults.map(([path, message]) => ({ code: "custom", path, message, input: body })),
    );
  }
  return {
    name: input.name || `${listTitles(detectors)}: ${train!.name}`.slice(0, 200),
    ...settings,
    detectors,
  };
}

/** Points to each parameter that there is none of. */
function paramFaults(issue: z.core.$ZodIssue): Fault[] {
  const { path, message } = issue;
  if (issue.code !== "unrecognized_keys") return [[path, message]];
  return issue.keys.map((key) => [[...path, key], message]);
}

const conjunction = new Intl.ListFormat("en-GB");

/** The detectors of a run as a list: `A, B and C`. */
function listTitles(detectors: DetectorRequest[]): string {
  return conjunction.format(modelTitles(detectors.map(({ kind }) => kind)));
}

/** Whether columns of a dataset can be features. */
export function checkFeatures(train: DatasetDetail, features: "all" | string[]): Fault[] {
  const profile = train.profile!;
  const faults: Fault[] = [];
  if (features === "all") {
    if (defaultFeatures(profile).length === 0) {
      faults.push([["features"], `"${train.name}" has no column that can be a feature.`]);
    }
  } else {
    const columns = new Map(profile.columns.map((column) => [column.name, column]));
    for (const [index, name] of features.entries()) {
      const column = columns.get(name);
      const shown = name.slice(0, 100);
      if (!column) {
        faults.push([["features", index], `"${train.name}" has no column "${shown}".`]);
      } else if (column.role === "label" || column.role === "category") {
        faults.push([["features", index], `"${shown}" reveals the label and cannot be a feature.`]);
      } else if (features.indexOf(name) < index) {
        faults.push([["features", index], `"${shown}" is listed twice.`]);
      }
    }
  }
  return faults;
}

function checkNormalRows(train: DatasetDetail, labels?: RunRequest["labels"]): Fault[] {
  const profile = train.profile!;
  const faults: Fault[] = [];
  if (profile.labels.length > 0 && labels !== "ignore") {
    const normal = profile.labels.reduce((sum, label) => sum + (label.attack ? 0 : label.count), 0);
    if (normal < MIN_NORMAL_ROWS) {
      faults.push([
        [
          "train",
        ],
        `"${train.name}" has ${normal} normal rows; detectors learn from normal rows and need at least ${MIN_NORMAL_ROWS}.${
          profile.normalLabels === "unknown" ? " Say which labels are normal." : ""
        }`,
      ]);
    }
  } else if (profile.rows < MIN_NORMAL_ROWS) {
    faults.push([[
      "train",
    ], `"${train.name}" has ${profile.rows} rows; at least ${MIN_NORMAL_ROWS} are needed.`]);
  }
  return faults;
}

/** Whether a period can be told by a column, and ends after it has begun. */
function checkPeriod(train: DatasetDetail, period: RunRequest["period"]): Fault[] {
  if (!period) return [];
  const { column, from, to } = period;
  const found = train.profile!.columns.find(({ name }) => name === column);
  const shown = column.slice(0, 100);
  const faults: Fault[] = [];
  if (found?.role !== "timestamp") {
    faults.push([["period", "column"], `"${shown}" is not a timestamp column of "${train.name}".`]);
  }
  if (from === undefined && to === undefined) faults.push([["period"], "Give from, to or both."]);
  if (from !== undefined && to !== undefined && !(Date.parse(from) < Date.parse(to))) {
    faults.push([["period", "to"], "The period must end after it begins."]);
  }
  return faults;
}

/** Whether rows may be set aside: where labels tell attacks apart, these do it better. */
function checkContamination(
  train: DatasetDetail,
  { contamination, labels }: Pick<z.infer<typeof runRequestSchema>, "contamination" | "labels">,
): Fault[] {
  if (!contamination || train.profile!.labels.length === 0 || labels === "ignore") return [];
  const text = `The labels of "${train.name}" tell normal rows from attacks already. ` +
    'Leave contamination out, or send "labels": "ignore".';
  return [[["contamination"], text]];
}

/** Whether there are attacks to learn from. */
function checkAttacks(train: DatasetDetail, title: string, path: PropertyKey[]): Fault[] {
  const { labels } = train.profile!;
  const attacks = labels.reduce((sum, { attack, count }) => sum + (attack ? count : 0), 0);
  if (attacks >= MIN_ATTACK_ROWS) return [];
  const found = labels.length === 0
    ? "has no labels"
    : `has too few attacks (${attacks}); at least ${MIN_ATTACK_ROWS} are needed`;
  return [[path, `${title} learns from labelled attacks, and "${train.name}" ${found}.`]];
}

/** Whether test labels can choose a threshold. */
function checkTestLabels({ name, profile }: DatasetDetail, path: PropertyKey[]): Fault[] {
  const kinds = new Set(profile!.labels.map(({ attack }) => attack));
  if (kinds.size === 2) return [];
  return [[path, `This rule is chosen by test labels: "${name}" needs attacks and normal rows.`]];
}

/** Whether a column can tell sequences apart. */
function checkSequence(name: string, train: DatasetDetail, test: DatasetDetail | null): Fault[] {
  const path = ["sequenceBy"];
  const shown = name.slice(0, 100);
  for (const { name: dataset, profile } of test ? [train, test] : [train]) {
    const { columns } = mapColumns([name], profile!.columns.map((each) => each.name));
    const column = profile!.columns.find((each) => each.name === columns.get(name));
    if (!column) return [[path, `"${dataset}" has no column "${shown}".`]];
    if (column.role === "label" || column.role === "category") {
      return [[path, `"${shown}" reveals the label and cannot define sequences.`]];
    }
  }
  return [];
}

/** Whether test data have the features of the training data. */
export function checkTest(
  train: DatasetDetail,
  test: DatasetDetail,
  features: "all" | string[],
): Fault[] {
  const wanted = wantedFeatures(train, features);
  const fit = fitColumns(
    test.profile!.columns,
    wanted.map((column) => ({
      name: column.name,
      type: featureType(column),
      notation: column.notation,
      categories: column.type === "categorical" ? column.top.map(({ value }) => value) : [],
    })),
  );
  const differ = [
    ...listed("it lacks", fit.missing),
    ...listed("words instead of numbers are in", fit.words),
    ...listed("numbers instead of words are in", fit.numbers),
  ];
  if (differ.length === 0) return [];
  return [[
    ["test"],
    `"${test.name}" has other columns than "${train.name}": ${differ.join("; ")}.`,
  ]];
}

function wantedFeatures(train: DatasetDetail, features: "all" | string[]): ColumnProfile[] {
  return features === "all"
    ? defaultFeatures(train.profile!)
    : train.profile!.columns.filter((column) => features.includes(column.name));
}

function listed(what: string, columns: string[]): string[] {
  if (columns.length === 0) return [];
  const names = columns.slice(0, 5).map((name) => `"${name.slice(0, 100)}"`).join(", ");
  return [`${what} ${names}${columns.length > 5 ? ` and ${columns.length - 5} more` : ""}`];
}
