/**
 * What a person should know about a dataset before using it.
 *
 * @module
 */
import { positionalName } from "./formats/column_names.ts";
import { droppingColumns } from "./columns/policies.ts";
import { REASONS } from "./columns/roles.ts";
import { rejectedWarnings } from "./rejected_lines.ts";
import type { ColumnRole, DatasetProfile } from "../resources/dataset.ts";

const SHOWN_NAMES = 5;

/** Sentences about faults and traps of a dataset; none for a sound one. */
export function datasetWarnings(profile: Omit<DatasetProfile, "warnings">): string[] {
  return [
    ...rejectedWarnings(profile),
    ...labelWarnings(profile),
    duplicates(profile),
    infiniteValues(profile),
    numbersAsWords(profile),
    droppedRows(profile),
    keptColumns(profile),
    columnsOf(profile, "leaking", ["reveals the label", "reveal the label"]),
    columnsOf(profile, "constant", ["has only one value", "have only one value"]),
    columnsOf(profile, "identifier", [
      "identifies single flows or hosts",
      "identify single flows or hosts",
    ]),
    columnsOf(profile, "timestamp", ["contains timestamps", "contain timestamps"]),
  ].filter((sentence) => sentence !== null);
}

function labelWarnings(
  { labelColumn, labels, normalLabels, rows, columns }: Omit<DatasetProfile, "warnings">,
) {
  if (labelColumn === null) {
    return [`There is no label column: models can be trained, but not evaluated.${hint(columns)}`];
  }
  const sentences: string[] = [];
  const labelled = labels.reduce((sum, { count }) => sum + count, 0);
  if (labelled < rows) {
    sentences.push(
      `${
        number(rows - labelled)
      } records have no label in "${labelColumn}". They are excluded from ` +
        `evaluation; if they are normal, set this under Labels.`,
    );
  }
  if (labels.length === 1) {
    sentences.push(
      `The label column "${labelColumn}" has one class only, "${
        labels[0].name
      }": models cannot be ` +
        `evaluated on this dataset alone.`,
    );
  } else if (normalLabels === "guessed") {
    const normal = labels.filter(({ attack }) => !attack).map(({ name }) => `"${name}"`).join(", ");
    sentences.push(
      `It is not clear which value of "${labelColumn}" means normal traffic. ${normal} is assumed: ` +
        `confirm this, or choose the normal labels.`,
    );
  } else if (labels.length > 1 && labels.every(({ attack }) => attack)) {
    sentences.push(
      `No label in "${labelColumn}" looks like normal traffic. Choose the normal labels.`,
    );
  } else if (labels.length > 1 && labels.every(({ attack }) => !attack)) {
    sentences.push(`Every label in "${labelColumn}" is marked as normal traffic.`);
  }
  return sentences;
}

/** Which column may be the label where none was found. */
function hint(columns: DatasetProfile["columns"]): string {
  const likely = columns.filter(({ role, reason }) =>
    role === "leaking" && reason === REASONS.namesTraffic
  );
  if (likely.length > 0) return ` If ${listed(likely)} is the label, select it.`;
  const unnamed = columns.every(({ name }, i) => name === positionalName(i));
  return unnamed ? " If one of the columns is the label, select it." : "";
}

function duplicates({ duplicates: { rows, share } }: Pick<DatasetProfile, "duplicates">) {
  if (share < 0.01) return null;
  return `${percent(share)} of the rows are duplicates: ${number(rows)} equal an earlier row.`;
}

function infiniteValues({ columns }: Pick<DatasetProfile, "columns">) {
  const found = columns.filter(({ infinite }) => infinite > 0);
  if (found.length === 0) return null;
  const rows = found.reduce((sum, { infinite }) => sum + infinite, 0);
  const values = rows === 1 ? "1 infinite value" : `${number(rows)} infinite values`;
  const one = found.length === 1 ? `The column ${listed(found)} has` : `${listed(found)} have`;
  return `${one} ${values}. They are treated as missing.`;
}

/** Ways to write numbers that no column of plain numbers has, and how a sentence names them. */
const OTHER_NOTATIONS: [pattern: RegExp, name: string][] = [
  [
    /^\s*[-+]?(\d{1,3}([,.' \u00a0\u202f]\d{3})+([.,]\d+)?|\d+,\d+)\s*$/,
    "with thousands separators or decimal commas",
  ],
  [/^\s*[-+]?\d+(\.\d+)?\s?%\s*$/, "with percent signs"],
  [/^\s*[-+]?0x[\da-f]+\s*$/i, "in hexadecimal"],
];

const either = new Intl.ListFormat("en-GB", { type: "disjunction" });

function numbersAsWords({ columns }: Pick<DatasetProfile, "columns">) {
  const notationOf = (value: string) =>
    OTHER_NOTATIONS.find(([pattern]) => pattern.test(value))?.[1];
  const found = columns.filter(({ role, top }) =>
    role === "categorical" && top.some(({ value }) => notationOf(value)) &&
    top.every(({ value }) => notationOf(value) || !Number.isNaN(Number(value)))
  );
  if (found.length === 0) return null;
  const used = new Set(found.flatMap(({ top }) => top.map(({ value }) => notationOf(value))));
  const names = OTHER_NOTATIONS.map(([, name]) => name).filter((name) => used.has(name));
  return `${listed(found)} ${found.length === 1 ? "contains" : "contain"} numbers ${
    either.format(names)
  }, which are treated as words. Write them like 1234.5 to use them as numbers.`;
}

function droppedRows(
  { columns, labels, rows }: Pick<DatasetProfile, "columns" | "labels" | "rows">,
) {
  const dropping = droppingColumns(columns);
  const dropped = labels.filter((label) => label.dropped > 0);
  if (dropping.length === 0 || dropped.length === 0) return null;
  const total = dropped.reduce((sum, label) => sum + label.dropped, 0);
  const shown = dropped.toSorted((a, b) => b.dropped - a.dropped).slice(0, SHOWN_NAMES)
    .map(({ name, dropped, count }) => `${number(dropped)} of ${number(count)} of "${name}"`);
  const more = dropped.length > SHOWN_NAMES ? ` and more` : "";
  return `Runs leave out ${number(total)} rows (${percent(total / rows)}) for their missing or ` +
    `infinite values: ${shown.join(", ")}${more}.`;
}

function keptColumns({ columns }: Pick<DatasetProfile, "columns">) {
  const found = columns.filter(({ kept }) => kept);
  if (found.length === 0) return null;
  return `${listed(found)} ${found.length === 1 ? "reveals" : "reveal"} the label but ` +
    `${found.length === 1 ? "was" : "were"} enabled: metrics will look better than they are.`;
}

function columnsOf(
  { columns }: Pick<DatasetProfile, "columns">,
  role: ColumnRole,
  [one, several]: [string, string],
) {
  const found = columns.filter((column) => column.role === role);
  if (found.length === 0) return null;
  if (found.length === 1) return `The column ${listed(found)} ${one} and is not used as a feature.`;
  return `${found.length} columns ${several} and are not used as features: ${listed(found)}.`;
}

function listed(columns: { name: string }[]): string {
  const shown = columns.slice(0, SHOWN_NAMES).map(({ name }) => `"${name}"`).join(", ");
  return columns.length > SHOWN_NAMES ? `${shown} and ${columns.length - SHOWN_NAMES} more` : shown;
}

function number(value: number): string {
  return value.toLocaleString("en-GB");
}

function percent(share: number): string {
  const shown = 100 * share;
  return shown > 0 && shown < 0.1 ? "under 0.1%" : `${shown.toFixed(1)}%`;
}
