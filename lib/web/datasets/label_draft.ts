/**
 * The form that says which column is the label and which labels are normal.
 *
 * @module
 */
import type { DatasetProfile, LabelCount } from "../../resources/dataset.ts";
import type { DatasetChange } from "./dataset_change.ts";

/** What is chosen, saved or not. */
export interface LabelDraft {
  /** `null`: there is no label column. */
  label: string | null;
  normal: ReadonlySet<string>;
}

/** The form as it is saved. */
export function savedDraft(
  { labelColumn, labels }: Pick<DatasetProfile, "labelColumn" | "labels">,
): LabelDraft {
  return {
    label: labelColumn,
    normal: new Set(labels.filter(({ attack }) => !attack).map(({ name }) => name)),
  };
}

/** The labels, and an empty one for records that have none: these may be called normal, too. */
export function choosableLabels(
  { labels, rows }: Pick<DatasetProfile, "labels" | "rows">,
): LabelCount[] {
  const count = rows - labels.reduce((sum, label) => sum + label.count, 0);
  if (labels.length === 0 || count === 0) return labels;
  return [...labels, { name: "", count, attack: true, duplicates: 0, dropped: 0 }];
}

/** The form after a label was called normal or an attack. */
export function withNormal(draft: LabelDraft, name: string, normal: boolean): LabelDraft {
  const names = new Set(draft.normal);
  if (normal) names.add(name);
  else names.delete(name);
  return { ...draft, normal: names };
}

/**
 * What to send to save the form; `null` where nothing has changed. Of another label column the
 * labels are not known yet, so the server decides at first which are normal.
 */
export function labelChange(
  draft: LabelDraft,
  profile: Pick<DatasetProfile, "labelColumn" | "labels" | "rows">,
): DatasetChange | null {
  const saved = savedDraft(profile);
  if (draft.label !== saved.label) return { label: draft.label };
  if (draft.normal.symmetricDifference(saved.normal).size === 0) return null;
  return {
    normal: choosableLabels(profile).map(({ name }) => name)
      .filter((name) => draft.normal.has(name)),
  };
}
