import { useSignal } from "@preact/signals";
import { IS_BROWSER } from "fresh/runtime";
import { Notice } from "../components/Notice.tsx";
import type { AlertState } from "../lib/resources/alert.ts";
import { errorMessage } from "../lib/web/problem.ts";
import { AlertActions, type AlertActor } from "./alerts/AlertActions.tsx";
import { actOn } from "./alerts/alert_target.ts";

interface AlertTriageProps {
  id: string;
  state: AlertState;
  note: string;
  actor: AlertActor;
}

/** What can be done about one alert, and its note. */
export function AlertTriage({ id, state, note, actor }: AlertTriageProps) {
  const text = useSignal(note);
  const told = useSignal<string | null>(null);
  const error = useSignal<string | null>(null);

  async function save(): Promise<void> {
    error.value = told.value = null;
    try {
      await actOn({ ids: [id] }, { change: { note: text.value } });
      told.value = "Note saved.";
    } catch (thrown) {
      error.value = errorMessage(thrown);
    }
  }

  return (
    <div class="stack">
      <AlertActions
        actor={actor}
        target={{ ids: [id] }}
        what="this alert"
        states={new Set([state])}
        onDone={(isDeleted) => isDeleted ? location.assign("/alerts") : location.reload()}
      />
      <form
        class="field"
        onSubmit={(event) => {
          event.preventDefault();
          save();
        }}
      >
        <label for="alert-note">Note</label>
        <textarea
          id="alert-note"
          rows={2}
          maxLength={5000}
          readOnly={!IS_BROWSER || !actor.canChange}
          value={text.value}
          onInput={(event) => text.value = event.currentTarget.value}
        />
        <div class="row">
          <button
            type="submit"
            class="button button-small"
            disabled={!IS_BROWSER || !actor.canChange}
          >
            Save note
          </button>
          <span role="status">{told.value}</span>
        </div>
        {error.value && <Notice tone="error" live>{error.value}</Notice>}
      </form>
    </div>
  );
}
