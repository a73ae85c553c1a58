import { useSignal } from "@preact/signals";
import type { ComponentChildren } from "preact";
import { useRef } from "preact/hooks";
import { Notice } from "../../components/Notice.tsx";
import type { FieldErrors } from "../../lib/web/field_errors.ts";
import { focusFault } from "../../lib/web/focus_fault.ts";
import { errorMessage, ProblemError } from "../../lib/web/problem.ts";
import { Dialog } from "./Dialog.tsx";

interface FormDialogProps {
  title: string;
  onClose: () => void;
  /** Does what the dialog is for, which closes it unless this throws. */
  onSubmit: () => Promise<void>;
  /** Of the button that submits. */
  action?: string;
  tone?: "primary" | "danger";
  /** Of the button that closes without submitting. */
  cancel?: string;
  /** Whether that button has the focus at first. */
  isCancelFirst?: boolean;
  /** The fields, with what is wrong with them by pointer. */
  children: (errors: FieldErrors) => ComponentChildren;
}

/** A form in a dialog. */
export function FormDialog({ title, onClose, onSubmit, children, ...buttons }: FormDialogProps) {
  const { action = "Save", tone = "primary", cancel = "Cancel", isCancelFirst = false } = buttons;
  const form = useRef<HTMLFormElement>(null);
  const errors = useSignal<FieldErrors>({});
  const message = useSignal<string | null>(null);
  const busy = useSignal(false);

  async function submit(close: () => void): Promise<void> {
    if (busy.value) return;
    busy.value = true;
    errors.value = {};
    message.value = null;
    try {
      await onSubmit();
      close();
    } catch (thrown) {
      errors.value = thrown instanceof ProblemError ? thrown.fields : {};
      // Drawn by then, so that it is known whether a field tells what is wrong.
      setTimeout(() => {
        const isTold = form.current?.querySelector("[aria-invalid=true]") != null;
        if (!isTold) message.value = errorMessage(thrown);
      });
      focusFault(form.current);
    }
    busy.value = false;
  }

  return (
    <Dialog title={title} onClose={onClose}>
      {(close) => (
        <form
          ref={form}
          class="stack"
          noValidate
          onSubmit={(event) => {
            event.preventDefault();
            submit(close);
          }}
        >
          {children(errors.value)}
          {message.value && <Notice tone="error" live>{message.value}</Notice>}
          <div class="row">
            <button type="submit" class={`button button-${tone}`} aria-disabled={busy.value}>
              {action}
            </button>
            <button type="button" class="button" autofocus={isCancelFirst} onClick={close}>
              {cancel}
            </button>
          </div>
        </form>
      )}
    </Dialog>
  );
}
