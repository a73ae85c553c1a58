import { useSignal } from "@preact/signals";
import { FieldError } from "../../components/Field.tsx";
import type { AlertVerdict } from "../../lib/resources/alert.ts";
import { ALERT_VERDICTS } from "../../lib/resources/choices.ts";
import { VERDICT_NAMES } from "../../lib/web/alerts/describe_alert.ts";
import { FormDialog } from "../dialogs/FormDialog.tsx";

interface CloseDialogProps {
  /** What is closed, such as `3 alerts`. */
  what: string;
  onClose: () => void;
  /** Closes the alerts; an empty note leaves theirs as they are. */
  onSubmit: (change: { verdict?: AlertVerdict; note?: string }) => Promise<void>;
}

/** Asks what alerts turned out to be. */
export function CloseDialog({ what, onClose, onSubmit }: CloseDialogProps) {
  const verdict = useSignal<AlertVerdict | undefined>(undefined);
  const note = useSignal("");
  return (
    <FormDialog
      title={`Close ${what}`}
      action="Close"
      onClose={onClose}
      onSubmit={() =>
        onSubmit({
          ...(verdict.value && { verdict: verdict.value }),
          ...(note.value.trim() && { note: note.value.trim() }),
        })}
    >
      {(errors) => {
        const error = errors["/change/verdict"];
        return (
          <>
            <fieldset aria-invalid={error ? "true" : undefined}>
              <legend>Verdict</legend>
              {ALERT_VERDICTS.map((one) => (
                <label key={one} class="choice">
                  <input
                    type="radio"
                    name="verdict"
                    value={one}
                    checked={verdict.value === one}
                    onChange={() => verdict.value = one}
                  />
                  <span>{VERDICT_NAMES[one]}</span>
                </label>
              ))}
              {error && <FieldError id="close-verdict-error" text={error} />}
            </fieldset>
            <div class="field">
              <label for="close-note">Note</label>
              <textarea
                id="close-note"
                rows={3}
                maxLength={5000}
                value={note.value}
                onInput={(event) => note.value = event.currentTarget.value}
              />
            </div>
          </>
        );
      }}
    </FormDialog>
  );
}
