import { type Signal, useSignal } from "@preact/signals";
import { useRef } from "preact/hooks";
import { LabelTable } from "./dataset/LabelTable.tsx";
import { FieldError } from "../components/Field.tsx";
import { changeDataset, describeSwitchedOff } from "../lib/web/datasets/dataset_change.ts";
import { errorAt, type FieldErrors } from "../lib/web/field_errors.ts";
import { formatCount, formatPlural } from "../lib/base/format.ts";
import {
  choosableLabels,
  labelChange,
  type LabelDraft,
  savedDraft,
  withNormal,
} from "../lib/web/datasets/label_draft.ts";
import { errorMessage, ProblemError } from "../lib/web/problem.ts";
import type { DatasetProfile } from "../lib/resources/dataset.ts";
import { LabelColumnField } from "./dataset/LabelColumnField.tsx";

interface LabelEditorProps {
  id: string;
  profile: Signal<DatasetProfile>;
}

/** Which column is the label, and which labels mean normal traffic. */
export function LabelEditor({ id, profile }: LabelEditorProps) {
  /** `null` while nothing is chosen that is not saved. */
  const edited = useSignal<LabelDraft | null>(null);
  const errors = useSignal<FieldErrors>({});
  const status = useSignal("");
  const busy = useSignal(false);
  const form = useRef<HTMLFormElement>(null);

  const { columns, labelColumn, labels, rows } = profile.value;
  const draft = edited.value ?? savedDraft(profile.value);
  const change = labelChange(draft, profile.value);
  const normalError = errorAt(errors.value, "/normal");

  function edit(changed: LabelDraft): void {
    edited.value = changed;
    errors.value = {};
    status.value = "";
  }

  function cancel(): void {
    edited.value = null;
    errors.value = {};
    status.value = "Changes discarded.";
  }

  async function save(event: SubmitEvent): Promise<void> {
    event.preventDefault();
    if (change === null || busy.value) return;
    busy.value = true;
    errors.value = {};
    status.value = "Saving…";
    try {
      const changed = await changeDataset(id, change);
      profile.value = changed;
      edited.value = null;
      status.value = describeSaved(changed) + describeSwitchedOff(changed);
    } catch (thrown) {
      if (thrown instanceof ProblemError) errors.value = thrown.fields;
      status.value = `Not saved. ${errorMessage(thrown)}`;
      setTimeout(() => form.current?.querySelector<HTMLElement>("[aria-invalid=true]")?.focus());
    }
    busy.value = false;
  }

  return (
    <form ref={form} class="stack" onSubmit={save} noValidate>
      {labelColumn === null && (
        <p class="no-label">
          <strong>This dataset has no labels.</strong>{" "}
          Detectors can be trained on all of its rows, but not evaluated: nothing says which rows
          are attacks. If one of the columns does, choose it here.
        </p>
      )}
      <div class="fields">
        <LabelColumnField
          columns={columns}
          value={draft.label}
          error={errorAt(errors.value, "/label")}
          onChange={(label) =>
            edit(label === labelColumn ? savedDraft(profile.value) : { ...draft, label })}
        />
      </div>
      {draft.label !== labelColumn
        ? (
          <p>
            {draft.label === null
              ? "Save to use the dataset without labels."
              : `Save to count the labels in ${draft.label}.`}
          </p>
        )
        : labels.length > 0 && (
          <>
            <div>
              <p>Select the labels that mean normal traffic. All others are attacks.</p>
              <p class="muted small">
                Duplicates are rows that equal an earlier one. Bars have a logarithmic scale, so
                that rare labels are visible.
              </p>
            </div>
            {normalError && <FieldError id="normal-error" text={normalError} />}
            <LabelTable
              labels={choosableLabels(profile.value)}
              rows={rows}
              normal={draft.normal}
              errorId={normalError && "normal-error"}
              onChange={(name, normal) => edit(withNormal(draft, name, normal))}
            />
          </>
        )}
      <div class="row save-line">
        <button
          type="submit"
          class="button button-primary"
          aria-disabled={change === null || busy.value}
        >
          Save
        </button>
        <button
          type="button"
          class="button"
          aria-disabled={change === null || busy.value}
          onClick={() => change !== null && !busy.value && cancel()}
        >
          Cancel
        </button>
        <p class="small" role="status">
          {status.value ||
            (change === null ? "" : <span class="muted">You have unsaved changes.</span>)}
        </p>
      </div>
    </form>
  );
}

function describeSaved({ labelColumn, labels }: DatasetProfile): string {
  if (labelColumn === null) return "Saved. The dataset now has no labels.";
  const normal = labels.filter(({ attack }) => !attack).length;
  return `Saved. ${formatCount(normal)} of ${
    formatPlural(labels.length, "label is", "labels are")
  } normal.`;
}
