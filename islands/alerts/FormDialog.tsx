import { useSignal } from "@preact/signals";
import type { ComponentChildren } from "preact";
import { useEffect, useRef } from "preact/hooks";
import type { FieldErrors } from "../../lib/web/field_errors.ts";
import { focusFault } from "../../lib/web/focus_fault.ts";
import { errorMessage, ProblemError } from "../../lib/web/problem.ts";
import { Notice } from "../../components/Notice.tsx";

interface FormDialogProps {
  id: string;
  title: string;
  onClose: () => void;
  /** Saves; the dialog closes unless it throws. */
  onSave: () => Promise<void>;
  /** The fields, with what is wrong with them by pointer. */
  children: (errors: FieldErrors) => ComponentChildren;
}

/** A form in a dialog that is open as long as it is there. */
export function FormDialog({ id, title, onClose, onSave, children }: FormDialogProps) {
  const dialog = useRef<HTMLDialogElement>(null);
  const form = useRef<HTMLFormElement>(null);
  const errors = useSignal<FieldErrors>({});
  const message = useSignal<string | null>(null);
  const busy = useSignal(false);

  useEffect(() => dialog.current?.showModal(), []);

  async function save(): Promise<void> {
    if (busy.value) return;
    busy.value = true;
    errors.value = {};
    message.value = null;
    try {
      await onSave();
      dialog.current?.close();
    } catch (thrown) {
      errors.value = thrown instanceof ProblemError ? thrown.fields : {};
      message.value = errorMessage(thrown);
      focusFault(form.current);
    }
    busy.value = false;
  }

  return (
    <dialog ref={dialog} aria-labelledby={id} onClose={onClose}>
      <form
        ref={form}
        class="stack"
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          save();
        }}
      >
        <h2 id={id}>{title}</h2>
        {children(errors.value)}
        {message.value && <Notice tone="error" live>{message.value}</Notice>}
        <div class="row">
          <button type="submit" class="button button-primary" aria-disabled={busy.value}>
            Save
          </button>
          <button type="button" class="button" onClick={() => dialog.current?.close()}>
            Cancel
          </button>
        </div>
      </form>
    </dialog>
  );
}
