import { useSignal } from "@preact/signals";
import { useId, useRef } from "preact/hooks";
import { IS_BROWSER } from "fresh/runtime";
import { TextField } from "./controls/TextField.tsx";
import { callApi } from "../lib/web/api.ts";
import { errorMessage, ProblemError } from "../lib/web/problem.ts";

/** Gives a dataset another name. */
export function RenameDataset({ id, name }: { id: string; name: string }) {
  const value = useSignal(name);
  const error = useSignal<string | undefined>(undefined);
  const dialog = useRef<HTMLDialogElement>(null);
  const titleId = useId();

  async function save(event: SubmitEvent): Promise<void> {
    event.preventDefault();
    try {
      await callApi("PATCH", `/datasets/${id}`, { name: value.value.trim() });
      location.reload();
    } catch (thrown) {
      error.value = thrown instanceof ProblemError && thrown.fields["/name"] ||
        errorMessage(thrown);
    }
  }

  return (
    <>
      <button
        type="button"
        class="button"
        disabled={!IS_BROWSER}
        onClick={() => dialog.current?.showModal()}
      >
        Rename
      </button>
      <dialog ref={dialog} aria-labelledby={titleId}>
        <form class="stack" onSubmit={save} noValidate>
          <h2 id={titleId}>Rename dataset</h2>
          <TextField
            id={`name-${id}`}
            label="Name"
            error={error.value}
            value={value.value}
            onChange={(text) => value.value = text}
          />
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
