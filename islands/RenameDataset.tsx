import { useSignal } from "@preact/signals";
import { IS_BROWSER } from "fresh/runtime";
import { callApi } from "../lib/web/api.ts";
import { TextField } from "./controls/TextField.tsx";
import { FormDialog } from "./dialogs/FormDialog.tsx";

/** Gives a dataset another name. */
export function RenameDataset({ id, name }: { id: string; name: string }) {
  const value = useSignal(name);
  const isOpen = useSignal(false);

  async function save(): Promise<void> {
    await callApi("PATCH", `/datasets/${id}`, { name: value.value.trim() });
    location.reload();
  }

  return (
    <>
      <button
        type="button"
        class="button"
        disabled={!IS_BROWSER}
        onClick={() => isOpen.value = true}
      >
        Rename
      </button>
      {isOpen.value && (
        <FormDialog
          title="Rename dataset"
          onClose={() => isOpen.value = false}
          onSubmit={save}
        >
          {(errors) => (
            <TextField
              id={`name-${id}`}
              label="Name"
              error={errors["/name"]}
              value={value.value}
              onChange={(text) => value.value = text}
            />
          )}
        </FormDialog>
      )}
    </>
  );
}
