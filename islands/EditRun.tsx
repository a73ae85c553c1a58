import { useSignal } from "@preact/signals";
import { useRef } from "preact/hooks";
import { IS_BROWSER } from "fresh/runtime";
import { Field } from "../components/Field.tsx";
import { Notice } from "../components/Notice.tsx";
import { TextField } from "./controls/TextField.tsx";
import { callApi } from "../lib/web/api.ts";
import type { FieldErrors } from "../lib/web/field_errors.ts";
import { errorMessage, ProblemError } from "../lib/web/problem.ts";

interface EditRunProps {
  id: string;
  name: string;
  notes: string;
  /** For a row of a table. */
  small?: boolean;
}

/** Gives a run another name and notes. */
export function EditRun({ id, name, notes, small }: EditRunProps) {
  const entry = useSignal({ name, notes });
  const errors = useSignal<FieldErrors>({});
  const message = useSignal<string | null>(null);
  const dialog = useRef<HTMLDialogElement>(null);
  const titleId = `edit-${id}`;

  async function save(event: SubmitEvent): Promise<void> {
    event.preventDefault();
    errors.value = {};
    message.value = null;
    try {
      await callApi("PATCH", `/runs/${id}`, entry.value);
      location.reload();
    } catch (thrown) {
      errors.value = thrown instanceof ProblemError ? thrown.fields : {};
      if (Object.keys(errors.value).length === 0) message.value = errorMessage(thrown);
    }
  }

  return (
    <>
      <button
        type="button"
        class={small ? "button button-small" : "button"}
        disabled={!IS_BROWSER}
        onClick={() => dialog.current?.showModal()}
      >
        {small ? "Edit" : "Edit details"}
        {small && <span class="visually-hidden">: name and notes of {name}</span>}
      </button>
      <dialog ref={dialog} aria-labelledby={titleId}>
        <form class="stack" onSubmit={save} noValidate>
          <h2 id={titleId}>Edit details</h2>
          <TextField
            id={`name-${id}`}
            label="Name"
            error={errors.value["/name"]}
            value={entry.value.name}
            onChange={(text) => entry.value = { ...entry.value, name: text }}
          />
          <Field
            id={`notes-${id}`}
            label="Notes"
            help="What you tried and what you saw. Everyone who opens the run reads them."
            error={errors.value["/notes"]}
          >
            {(control) => (
              <textarea
                {...control}
                rows={6}
                value={entry.value.notes}
                onInput={(event) =>
                  entry.value = { ...entry.value, notes: event.currentTarget.value }}
              />
            )}
          </Field>
          {message.value && <Notice tone="error" live>{message.value}</Notice>}
          <div class="row">
            <button type="submit" class="button button-primary">Save</button>
            <button type="button" class="button" onClick={() => dialog.current?.close()}>
              Cancel
            </button>
          </div>
        </form>
      </dialog>
    </>
  );
}
