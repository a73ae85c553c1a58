import { useSignal } from "@preact/signals";
import { IS_BROWSER } from "fresh/runtime";
import { Field } from "../components/Field.tsx";
import { callApi } from "../lib/web/api.ts";
import { TextField } from "./controls/TextField.tsx";
import { FormDialog } from "./dialogs/FormDialog.tsx";

interface EditRunProps {
  id: string;
  name: string;
  notes: string;
  /** For a row of a table. */
  small?: boolean;
}

/** Changes the name and notes of a run. */
export function EditRun({ id, name, notes, small }: EditRunProps) {
  const entry = useSignal({ name, notes });
  const isOpen = useSignal(false);

  async function save(): Promise<void> {
    await callApi("PATCH", `/runs/${id}`, entry.value);
    location.reload();
  }

  return (
    <>
      <button
        type="button"
        class={small ? "button button-small" : "button"}
        disabled={!IS_BROWSER}
        onClick={() => isOpen.value = true}
      >
        {small ? "Edit" : "Edit details"}
        {small && <span class="visually-hidden">: name and notes of {name}</span>}
      </button>
      {isOpen.value && (
        <FormDialog
          title="Edit details"
          onClose={() => isOpen.value = false}
          onSubmit={save}
        >
          {(errors) => (
            <>
              <TextField
                id={`name-${id}`}
                label="Name"
                error={errors["/name"]}
                value={entry.value.name}
                onChange={(text) => entry.value = { ...entry.value, name: text }}
              />
              <Field
                id={`notes-${id}`}
                label="Notes"
                help="What you tried and what you saw. Visible to everyone who opens this run."
                error={errors["/notes"]}
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
            </>
          )}
        </FormDialog>
      )}
    </>
  );
}
