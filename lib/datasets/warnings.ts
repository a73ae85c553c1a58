/**
 * What a person should know about a dataset before using it.
 *
 * @module
 */
import type { ColumnRole, DatasetProfile } from "./types.ts";

const SHOWN_NAMES = 5;

/** Sentences about faults and traps of a dataset; none for a sound one. */
export function datasetWarnings(profile: Omit<DatasetProfile, "warnings">): string[] {
  return [
    rejectedLines(profile),
    ...labelWarnings(profile),
    duplicates(profile),
    columnsOf(profile, "constant", ["holds one value only", "hold one value only"]),
    columnsOf(profile, "identifier", ["names single flows or hosts", "name single flows or hosts"]),
    columnsOf(profile, "timestamp", ["holds points in time", "hold points in time"]),
  ].filter((sentence) => sentence !== null);
}

function rejectedLines({ rejected, rows }: Pick<DatasetProfile, "rejected" | "rows">) {
  const { count } = rejected;
  if (count === 0) return null;
  const share = percent(count / (count + rows));
  return count === 1
    ? `1 line (${share}) could not be read and was left out.`
    : `${number(count)} lines (${share}) could not be read and were left out.`;
}

function labelWarnings({ labelColumn, labels, rows }: Omit<DatasetProfile, "warnings">) {
  if (labelColumn === null) {
    return ["There is no label column: models can be trained, but not evaluated."];
  }
  const sentences: string[] = [];
  const labelled = labels.reduce((sum, { count }) => sum + count, 0);
  if (labelled < rows) {
    sentences.push(`${number(rows - labelled)} records have no label in "${labelColumn}".`);
  }
  if (labels.length === 1) {
    sentences.push(
      `The label column "${labelColumn}" has one class only, "${
        labels[0].name
      }": models cannot be ` +
        `evaluated on this dataset alone.`,
    );
  } else if (labels.length > 1 && labels.every(({ attack }) => attack)) {
    sentences.push(
      `No label in "${labelColumn}" stands for normal traffic, as far as names tell. Say which do.`,
    );
  } else if (labels.length > 1 && labels.every(({ attack }) => !attack)) {
    sentences.push(`Every label in "${labelColumn}" stands for normal traffic.`);
  }
  return sentences;
}

function duplicates({ duplicates: { rows, share } }: Pick<DatasetProfile, "duplicates">) {
  if (share < 0.01) return null;
  return `${number(rows)} records (${percent(share)}) are exact duplicates of others.`;
}

function columnsOf(
  { columns }: Pick<DatasetProfile, "columns">,
  role: ColumnRole,
  [one, several]: [string, string],
) {
  const names = columns.filter((column) => column.role === role).map(({ name }) => `"${name}"`);
  if (names.length === 0) return null;
  if (names.length === 1) return `The column ${names[0]} ${one} and is not used as a feature.`;
  const shown = names.slice(0, SHOWN_NAMES).join(", ");
  const more = names.length > SHOWN_NAMES ? ` and ${names.length - SHOWN_NAMES} more` : "";
  return `${names.length} columns ${several} and are not used as features: ${shown}${more}.`;
}

function number(value: number): string {
  return value.toLocaleString("en-GB");
}

function percent(share: number): string {
  const shown = 100 * share;
  return shown > 0 && shown < 0.1 ? "under 0.1 %" : `${shown.toFixed(1)} %`;
}
