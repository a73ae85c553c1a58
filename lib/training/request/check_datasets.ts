/**
 * Whether datasets have what a run asks of them.
 *
 * @module
 */
import { contextFault } from "../../datasets/context/context_fault.ts";
import { type ContextOptions, repeatedWindow } from "../../learning/context/context_options.ts";
import { fitColumns } from "../../datasets/columns/fit_columns.ts";
import type { ColumnProfile, DatasetDetail } from "../../resources/dataset.ts";
import type { RunRequest } from "../../resources/run.ts";
import { mapColumns } from "../../values/columns.ts";
import { MIN_ATTACK_ROWS, MIN_NORMAL_ROWS } from "../rows/select_rows.ts";
import type { FieldIssue } from "./field_issue.ts";
import { defaultFeatures, featureType } from "./features.ts";

/** Whether columns of a dataset can be features. */
export function checkFeatures(train: DatasetDetail, features: "all" | string[]): FieldIssue[] {
  const profile = train.profile!;
  const issues: FieldIssue[] = [];
  if (features === "all") {
    if (defaultFeatures(profile).length === 0) {
      issues.push([["features"], `"${train.name}" has no column that can be a feature.`]);
    }
  } else {
    const columns = new Map(profile.columns.map((column) => [column.name, column]));
    for (const [index, name] of features.entries()) {
      const column = columns.get(name);
      const shown = name.slice(0, 100);
      if (!column) {
        issues.push([["features", index], `"${train.name}" has no column "${shown}".`]);
      } else if (column.role === "label" || column.role === "category") {
        issues.push([["features", index], `"${shown}" reveals the label and cannot be a feature.`]);
      } else if (features.indexOf(name) < index) {
        issues.push([["features", index], `"${shown}" is listed twice.`]);
      }
    }
  }
  return issues;
}

/** Whether there are enough normal rows to learn from. */
export function checkNormalRows(train: DatasetDetail, labels?: RunRequest["labels"]): FieldIssue[] {
  const profile = train.profile!;
  const issues: FieldIssue[] = [];
  if (profile.labels.length > 0 && labels !== "ignore") {
    const normal = profile.labels.reduce((sum, label) => sum + (label.attack ? 0 : label.count), 0);
    if (normal < MIN_NORMAL_ROWS) {
      issues.push([
        [
          "train",
        ],
        `"${train.name}" has ${normal} normal rows; detectors learn from normal rows and need at least ${MIN_NORMAL_ROWS}.${
          profile.normalLabels === "unknown" ? " Say which labels are normal." : ""
        }`,
      ]);
    }
  } else if (profile.rows < MIN_NORMAL_ROWS) {
    issues.push([[
      "train",
    ], `"${train.name}" has ${profile.rows} rows; at least ${MIN_NORMAL_ROWS} are needed.`]);
  }
  return issues;
}

/** Whether a period can be told by a column, and ends after it has begun. */
export function checkPeriod(train: DatasetDetail, period: RunRequest["period"]): FieldIssue[] {
  if (!period) return [];
  const { column, from, to } = period;
  const found = train.profile!.columns.find(({ name }) => name === column);
  const shown = column.slice(0, 100);
  const issues: FieldIssue[] = [];
  if (found?.role !== "timestamp") {
    issues.push([["period", "column"], `"${shown}" is not a timestamp column of "${train.name}".`]);
  }
  if (from === undefined && to === undefined) issues.push([["period"], "Set from, to or both."]);
  if (from !== undefined && to !== undefined && !(Date.parse(from) < Date.parse(to))) {
    issues.push([["period", "to"], "The period must end after it begins."]);
  }
  return issues;
}

/** Whether rows may be set aside: where labels tell attacks apart, these do it better. */
export function checkContamination(
  train: DatasetDetail,
  { contamination, labels }: Pick<RunRequest, "contamination" | "labels">,
): FieldIssue[] {
  if (!contamination || train.profile!.labels.length === 0 || labels === "ignore") return [];
  const text = `The labels of "${train.name}" tell normal rows from attacks already. ` +
    'Leave contamination out, or send "labels": "ignore".';
  return [[["contamination"], text]];
}

/** Whether the records of datasets can get a context. */
export function checkContext(
  context: ContextOptions,
  train: DatasetDetail | null,
  test: DatasetDetail | null,
): FieldIssue[] {
  const repeated = repeatedWindow(context);
  if (repeated >= 0) return [[["context", "seconds", repeated], "This window is listed twice."]];
  const issues = (dataset: DatasetDetail | null, path: string): FieldIssue[] => {
    const { name = "", profile = null } = dataset ?? {};
    const fault = profile && contextFault({ name, profile }, context);
    return fault === null ? [] : [[[path], fault]];
  };
  return [...issues(train, "context"), ...issues(test, "test")];
}

/** Whether there are attacks to learn from. */
export function checkAttacks(
  train: DatasetDetail,
  title: string,
  path: PropertyKey[],
): FieldIssue[] {
  const { labels } = train.profile!;
  const attacks = labels.reduce((sum, { attack, count }) => sum + (attack ? count : 0), 0);
  if (attacks >= MIN_ATTACK_ROWS) return [];
  const found = labels.length === 0
    ? "has no labels"
    : `has too few attacks (${attacks}); at least ${MIN_ATTACK_ROWS} are needed`;
  return [[path, `${title} learns from labelled attacks, and "${train.name}" ${found}.`]];
}

/** Whether test labels can choose a threshold. */
export function checkTestLabels(
  { name, profile }: DatasetDetail,
  path: PropertyKey[],
): FieldIssue[] {
  const kinds = new Set(profile!.labels.map(({ attack }) => attack));
  if (kinds.size === 2) return [];
  return [[path, `This rule is chosen by test labels: "${name}" needs attacks and normal rows.`]];
}

/** Whether a column can tell sequences apart. */
export function checkSequence(
  name: string,
  train: DatasetDetail,
  test: DatasetDetail | null,
): FieldIssue[] {
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
): FieldIssue[] {
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
    `"${test.name}" has different columns from "${train.name}": ${differ.join("; ")}.`,
  ]];
}

/** The columns that a run takes as features. */
export function wantedFeatures(train: DatasetDetail, features: "all" | string[]): ColumnProfile[] {
  return features === "all"
    ? defaultFeatures(train.profile!)
    : train.profile!.columns.filter((column) => features.includes(column.name));
}

function listed(what: string, columns: string[]): string[] {
  if (columns.length === 0) return [];
  const names = columns.slice(0, 5).map((name) => `"${name.slice(0, 100)}"`).join(", ");
  return [`${what} ${names}${columns.length > 5 ? ` and ${columns.length - 5} more` : ""}`];
}
