/**
 * What a person or a program may ask of `POST /api/v1/datasets/derive`, and how it is checked.
 *
 * @module
 */
import { z } from "zod";
import { requireConfirmed } from "../confirmation.ts";
import type { DatasetDetail, DatasetProfile } from "../../resources/dataset.ts";
import type { DatasetParent, Derivation } from "../../resources/dataset_origin.ts";
import { repeatedWindow } from "../../learning/context/context_options.ts";
import { cleanName } from "../columns/names.ts";
import { findConnectionColumns } from "../connections/find_columns.ts";
import { readLabelRules } from "../label_rules/read_label_rules.ts";
import type { RequiredField } from "../../values/connections/connection_columns.ts";
import { contextFault } from "../context/context_fault.ts";
import { shapeDifference } from "./shape.ts";
import { formatPlural } from "../../base/format.ts";
import {
  type ContextRequest,
  DEFAULT_SEED,
  deriveRequestSchema,
  type FilterRequest,
  type LabelsRequest,
  type SampleRequest,
  type SplitRequest,
} from "./request_schema.ts";

/** A dataset to make. */
export type DerivedPlan =
  & {
    name: string;
    parents: DatasetParent[];
    /** What the derivation reads beside its parents. */
    file?: string;
  }
  & Derivation;

/** Faults of label lines that are told at once. */
const SHOWN_FAULTS = 20;
/** What the column of labels is called; the first name that is free. */
const LABEL_COLUMNS = [
  "label",
  "joined_label",
  ...Array.from({ length: 8 }, (_, i) => `joined_label_${i + 2}`),
];

/** A dataset that is ready. */
type Ready = DatasetDetail & { profile: DatasetProfile };

/**
 * Checks a request against the datasets that there are.
 *
 * @param body what was sent
 * @param find looks a dataset up
 * @returns the datasets to make: two for a split, one for all else
 * @throws {z.ZodError} with the path of each field that is wrong
 * @throws {JobError} where a dataset needs confirmation
 */
export function planDerivation(
  body: unknown,
  find: (id: string) => DatasetDetail | null,
): DerivedPlan[] {
  const request = deriveRequestSchema.parse(body);
  const ready = (id: string, path: PropertyKey[]): Ready => {
    const found = find(id);
    if (!found) return fail(path, `There is no dataset "${id.slice(0, 100)}".`);
    if (found.status !== "ready" || !found.profile) {
      return fail(path, `The dataset "${found.name}" is not ready: ${found.status}.`);
    }
    requireConfirmed(found);
    return { ...found, profile: found.profile };
  };
  if (request.operation === "combine") {
    return [
      planCombine(request.datasets.map((id, i) => ready(id, ["datasets", i])), request.name),
    ];
  }
  const parent = ready(request.dataset, ["dataset"]);
  switch (request.operation) {
    case "split":
      return planSplit(parent, request);
    case "sample":
      return [planSample(parent, request)];
    case "filter":
      return [planFilter(parent, request)];
    case "context":
      return [planContext(parent, request)];
    case "labels":
      return [planLabels(parent, request)];
    case "drop-duplicates":
      if (parent.profile.duplicates.rows === 0) {
        fail(["dataset"], `"${parent.name}" has no duplicates.`);
      }
      return [{
        name: cleanName(request.name ?? `${parent.name} (without duplicates)`),
        parents: [asParent(parent)],
        operation: "drop-duplicates",
        options: {},
      }];
  }
}

function planContext(parent: Ready, { seconds, connections, name }: ContextRequest): DerivedPlan {
  const repeated = repeatedWindow({ seconds, connections });
  if (repeated >= 0) fail(["seconds", repeated], "This window is listed twice.");
  const options = { seconds, connections };
  const fault = contextFault(parent, options);
  if (fault) fail(["dataset"], fault);
  return {
    name: cleanName(name ?? `${parent.name} (with context)`),
    parents: [asParent(parent)],
    operation: "context",
    options,
  };
}

function planLabels(parent: Ready, { csv, timeZone, others, name }: LabelsRequest): DerivedPlan {
  const { rules, faults } = readLabelRules(csv, timeZone);
  if (faults.length > 0) {
    throw new z.ZodError(
      faults.slice(0, SHOWN_FAULTS).map(({ line, reason }) => ({
        code: "custom",
        path: ["csv"],
        message: `Line ${line}: ${reason}.`,
        input: undefined,
      })),
    );
  }
  const { missing } = findConnectionColumns(parent.profile.columns);
  const hasEnds = rules.some(({ source, destination }) => source !== null || destination !== null);
  const used: Record<RequiredField, boolean> = {
    time: rules.some(({ from, to }) => from !== null || to !== null),
    source: hasEnds,
    destination: hasEnds,
  };
  const lacking = missing.find((field) => used[field]);
  if (lacking) {
    const what = lacking === "time" ? "times" : `${lacking} addresses`;
    fail(["csv"], `The lines have ${what}, and "${parent.name}" has none.`);
  }
  const taken = new Set(parent.profile.columns.map((column) => column.name.toLowerCase()));
  const column = LABEL_COLUMNS.find((each) => !taken.has(each));
  if (!column) return fail(["dataset"], `"${parent.name}" has been labelled too often.`);
  return {
    name: cleanName(name ?? `${parent.name} (labelled)`),
    parents: [asParent(parent)],
    operation: "labels",
    options: { lines: rules.length, column, timeZone, ...(others !== undefined && { others }) },
    file: csv,
  };
}

function planCombine(parents: Ready[], name: string | undefined): DerivedPlan {
  const [first, ...others] = parents.map(({ name, profile }) => ({
    name,
    columns: profile.columns,
  }));
  for (const [i, { id }] of parents.entries()) {
    if (parents.findIndex((each) => each.id === id) < i) {
      fail(["datasets", i], `"${parents[i].name}" is listed twice.`);
    }
  }
  for (const [i, other] of others.entries()) {
    const difference = shapeDifference(first, other);
    if (difference) fail(["datasets", i + 1], difference);
  }
  const labelColumns = new Set(parents.map(({ profile }) => profile.labelColumn));
  if (labelColumns.size > 1) {
    fail(
      ["datasets"],
      `The datasets have different label columns: ${
        [...labelColumns].map((column) => column === null ? "none" : `"${column}"`).join(", ")
      }. Choose one of them on the pages of the datasets.`,
    );
  }
  return {
    name: cleanName(name ?? parents.map((parent) => parent.name).join(" + ")),
    parents: parents.map(asParent),
    operation: "combine",
    options: {},
  };
}

function planSplit(parent: Ready, request: SplitRequest): DerivedPlan[] {
  const { by, share, column, perLabel, seed } = request;
  const { rows, columns } = parent.profile;
  if (rows < 2) fail(["dataset"], `"${parent.name}" has one row; there is nothing to split.`);
  if (by === "order" && perLabel) {
    fail(["perLabel"], "Only a split at random or by time can be made for each label.");
  }
  if (by !== "random" && seed !== undefined) fail(["seed"], "Only a random split has a seed.");
  if (by !== "time" && column !== undefined) {
    fail(["column"], "Only a split by time has a column.");
  }
  const times = columns.filter(({ role }) => role === "timestamp").map(({ name }) => name);
  if (by === "time" && times.length === 0) {
    fail(["by"], `"${parent.name}" has no column of the role timestamp. Split by order instead.`);
  }
  if (column !== undefined && !times.includes(column)) {
    fail(["column"], `"${column.slice(0, 100)}" is not a column with the role timestamp.`);
  }
  if (perLabel) requireLabels(parent);
  const options = by === "time"
    ? { by, share, column: column ?? times[0], ...(perLabel && { perLabel }) }
    : by === "order"
    ? { by, share }
    : { by, share, seed: seed ?? DEFAULT_SEED, perLabel: perLabel ?? false };
  const percent = Number((share * 100).toPrecision(4));
  const words = by === "random" ? ["random", "random"] : ["first", "last"];
  const base = request.name ?? parent.name;
  return (["first", "second"] as const).map((part, i) => ({
    name: cleanName(
      `${base} (${words[i]} ${i === 0 ? Number((100 - percent).toFixed(4)) : percent}%)`,
    ),
    parents: [asParent(parent)],
    operation: "split",
    options: { ...options, part },
  }));
}

function planSample(parent: Ready, request: SampleRequest): DerivedPlan {
  const { rows, share, perLabel, seed } = request;
  if ((rows === undefined) === (share === undefined)) {
    fail(["rows"], "Set either rows or share, not both.");
  }
  if (perLabel) requireLabels(parent);
  else if (rows !== undefined && rows >= parent.profile.rows) {
    fail(
      ["rows"],
      `"${parent.name}" has ${formatPlural(parent.profile.rows, "row")}. Ask for fewer.`,
    );
  }
  const size = rows !== undefined
    ? `${rows} ${rows === 1 ? "row" : "rows"}`
    : `${Number((share! * 100).toPrecision(4))}%`;
  return {
    name: cleanName(
      request.name ?? `${parent.name} (sample, ${size}${perLabel ? " a label" : ""})`,
    ),
    parents: [asParent(parent)],
    operation: "sample",
    options: { ...(rows !== undefined ? { rows } : { share: share! }), seed, perLabel },
  };
}

function planFilter(parent: Ready, { keep, drop, name }: FilterRequest): DerivedPlan {
  if ((keep === undefined) === (drop === undefined)) {
    fail(["keep"], "Set either keep or drop, not both.");
  }
  const field = keep ? "keep" : "drop";
  if (parent.profile.labelColumn === null) {
    fail([field], `"${parent.name}" has no label column.`);
  }
  const wanted = keep ?? drop!;
  const known = new Set(parent.profile.labels.map((label) => label.name));
  for (const [i, label] of wanted.entries()) {
    if (!known.has(label)) {
      fail([field, i], `"${parent.name}" has no label "${label.slice(0, 100)}".`);
    }
  }
  if (drop && parent.profile.labels.every((label) => drop.includes(label.name))) {
    fail(["drop"], "No labelled rows would remain.");
  }
  const listed = wanted.length > 3 ? `${wanted.length} labels` : wanted.join(", ");
  return {
    name: cleanName(name ?? `${parent.name} (${keep ? "only" : "without"} ${listed})`),
    parents: [asParent(parent)],
    operation: "filter",
    options: keep ? { keep } : { drop: wanted },
  };
}

function requireLabels({ name, profile }: Ready): void {
  if (profile.labelColumn === null) fail(["perLabel"], `"${name}" has no label column.`);
}

function asParent({ id, name }: Ready): DatasetParent {
  return { id, name };
}

function fail(path: PropertyKey[], message: string): never {
  throw new z.ZodError([{ code: "custom", path, message, input: undefined }]);
}
