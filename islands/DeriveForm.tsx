import { useSignal } from "@preact/signals";
import { useRef } from "preact/hooks";
import { IS_BROWSER } from "fresh/runtime";
import { DrawFields } from "./derive/DrawFields.tsx";
import { LabelLineFields } from "./derive/LabelLineFields.tsx";
import { SplitFields } from "./derive/SplitFields.tsx";
import { Notice } from "../components/Notice.tsx";
import { SelectField } from "./controls/SelectField.tsx";
import { TextField } from "./controls/TextField.tsx";
import { callApi } from "../lib/web/api.ts";
import {
  deriveBody,
  type DeriveEntry,
  type DeriveSubject,
  newDeriveEntry,
} from "../lib/web/datasets/derive_form.ts";
import { errorAt, type FieldErrors } from "../lib/web/field_errors.ts";
import { focusFault } from "../lib/web/focus_fault.ts";
import { formatPlural } from "../lib/base/format.ts";
import { errorMessage, ProblemError } from "../lib/web/problem.ts";

const BUTTONS: Record<DeriveEntry["operation"], string> = {
  "split": "Create two datasets",
  "sample": "Create sample",
  "drop-duplicates": "Create without duplicates",
  "context": "Create with context",
  "labels": "Create labelled dataset",
};

/** Makes other datasets of one. */
export function DeriveForm({ subject }: { subject: DeriveSubject }) {
  const entry = useSignal(newDeriveEntry(subject));
  const errors = useSignal<FieldErrors>({});
  const message = useSignal<string | null>(null);
  const busy = useSignal(false);
  const form = useRef<HTMLFormElement>(null);
  const { operation } = entry.value;
  const isPointless = operation === "drop-duplicates" && subject.duplicates === 0;

  function change(changed: Partial<DeriveEntry>): void {
    entry.value = { ...entry.value, ...changed };
    errors.value = {};
    message.value = null;
  }
  const shared = { subject, entry: entry.value, errors: errors.value, onChange: change };

  async function submit(event: SubmitEvent): Promise<void> {
    event.preventDefault();
    if (busy.value || isPointless) return;
    const request = deriveBody(entry.value, subject);
    errors.value = request.errors;
    message.value = null;
    if (Object.keys(request.errors).length > 0) {
      focusFault(form.current);
      return;
    }
    busy.value = true;
    try {
      const { ids } = await callApi<{ ids: string[] }>("POST", "/datasets/derive", request.body);
      location.assign(ids.length === 1 ? `/datasets/${ids[0]}` : "/datasets");
    } catch (thrown) {
      busy.value = false;
      errors.value = thrown instanceof ProblemError ? thrown.fields : {};
      message.value = errorMessage(thrown);
      focusFault(form.current);
    }
  }

  return (
    <form ref={form} class="stack" onSubmit={submit} noValidate>
      <div class="fields">
        <SelectField
          id="derive-operation"
          label="Operation"
          value={operation}
          onChange={(operation) => change({ operation })}
        >
          <option value="split">Split in two</option>
          <option value="sample">Draw a sample</option>
          <option value="drop-duplicates">Drop duplicates</option>
          {subject.hasContext && <option value="context">Add context features</option>}
          {subject.hasContext && <option value="labels">Label from a list of attacks</option>}
        </SelectField>
        {operation === "split" && <SplitFields {...shared} />}
        {operation === "sample" && (
          <TextField
            id="derive-size"
            label={entry.value.perLabel ? "Rows of each label" : "Rows"}
            help="A number such as 1000, or a share such as 10%."
            error={errorAt(errors.value, "/rows") ?? errorAt(errors.value, "/share")}
            value={entry.value.size}
            onChange={(size) => change({ size })}
          />
        )}
        {operation === "context" && (
          <TextField
            id="derive-seconds"
            label="Windows (seconds)"
            help="Each record gets counts and rates of the connections before it within each window, and of the last 100."
            error={errorAt(errors.value, "/seconds")}
            value={entry.value.seconds}
            onChange={(seconds) => change({ seconds })}
          />
        )}
        {(operation === "sample" || operation === "split" && entry.value.by !== "order") && (
          <DrawFields {...shared} />
        )}
      </div>
      {operation === "labels" && <LabelLineFields {...shared} />}
      {operation === "drop-duplicates" && (
        <p class="help">
          {subject.duplicates === 0
            ? "There are no duplicates in this dataset."
            : `The first of equal rows is kept; ${
              formatPlural(subject.duplicates, "row is", "rows are")
            } left out.`}
        </p>
      )}
      {message.value && <Notice tone="error" live>{message.value}</Notice>}
      <div class="row">
        <button
          type="submit"
          class="button"
          disabled={!IS_BROWSER}
          aria-disabled={busy.value || isPointless}
        >
          {BUTTONS[operation]}
        </button>
        <p class="muted">This dataset stays unchanged.</p>
      </div>
    </form>
  );
}
