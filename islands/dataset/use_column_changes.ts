import { type ReadonlySignal, type Signal, useSignal } from "@preact/signals";
import type { ColumnProfile, DatasetProfile } from "../../lib/resources/dataset.ts";
import {
  changeDataset,
  type DatasetChange,
  describeChange,
  describeSwitchedOff,
  inverseChange,
  mergeChanges,
  withChange,
} from "../../lib/web/datasets/dataset_change.ts";
import type { FieldErrors } from "../../lib/web/field_errors.ts";
import { errorMessage, ProblemError } from "../../lib/web/problem.ts";

interface ColumnChanges {
  /** The columns with all changes, saved or not. */
  columns: ColumnProfile[];
  /** Saves a change. */
  choose: (change: DatasetChange) => Promise<void>;
  /** Takes the latest change back; nothing without one. */
  undo: () => Promise<void>;
  canUndo: boolean;
  errors: ReadonlySignal<FieldErrors>;
  /** What became of the latest change; empty before. */
  status: ReadonlySignal<string>;
}

/** Changes of the columns of a dataset, each saved as soon as it is made. */
export function useColumnChanges(id: string, profile: Signal<DatasetProfile>): ColumnChanges {
  const unsaved = useSignal<DatasetChange[]>([]);
  const done = useSignal<DatasetChange[]>([]);
  const errors = useSignal<FieldErrors>({});
  const status = useSignal("");
  const columns = withChange(profile.value.columns, mergeChanges(unsaved.value));

  async function save(change: DatasetChange, success: string): Promise<boolean> {
    unsaved.value = [...unsaved.value, change];
    errors.value = {};
    status.value = "Saving…";
    try {
      const changed = await changeDataset(id, change);
      profile.value = changed;
      status.value = success + describeSwitchedOff(changed);
      return true;
    } catch (thrown) {
      if (thrown instanceof ProblemError) errors.value = thrown.fields;
      status.value = `Not saved. ${errorMessage(thrown)}`;
      return false;
    } finally {
      unsaved.value = unsaved.value.filter((other) => other !== change);
    }
  }

  async function choose(change: DatasetChange): Promise<void> {
    const inverse = inverseChange(columns, change);
    if (await save(change, `Saved. ${describeChange(change)}`)) {
      done.value = [...done.value, inverse];
    }
  }

  async function undo(): Promise<void> {
    const last = done.value.at(-1);
    if (last === undefined) return;
    done.value = done.value.slice(0, -1);
    const isSaved = await save(last, `Undone. ${describeChange(last)}`);
    if (!isSaved) done.value = [...done.value, last];
  }

  return { columns, choose, undo, canUndo: done.value.length > 0, errors, status };
}
