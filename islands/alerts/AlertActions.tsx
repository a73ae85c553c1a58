import { useSignal } from "@preact/signals";
import { IS_BROWSER } from "fresh/runtime";
import { Icon } from "../../components/Icon.tsx";
import { Notice } from "../../components/Notice.tsx";
import type { AlertState } from "../../lib/resources/alert.ts";
import { errorMessage } from "../../lib/web/problem.ts";
import { ConfirmDialog } from "../dialogs/ConfirmDialog.tsx";
import { actOn, type AlertAction, type AlertTarget } from "./alert_target.ts";
import { AssignDialog } from "./AssignDialog.tsx";
import { CloseDialog } from "./CloseDialog.tsx";
import { MuteDialog } from "./MuteDialog.tsx";

/** Who acts, and what is known of others. */
export interface AlertActor {
  /** The reader's name; empty where the server asks nobody for one. */
  me: string;
  /** Names that alerts were assigned to before. */
  assignees: string[];
  /** Whether the reader may change alerts. */
  canChange: boolean;
}

interface AlertActionsProps {
  actor: AlertActor;
  target: AlertTarget;
  /** What is changed, such as `3 alerts`. */
  what: string;
  /** States that some of the alerts have. */
  states: ReadonlySet<AlertState>;
  /** Nothing is chosen. */
  isEmpty?: boolean;
  /** Called once something was done, with where deleted alerts leave the reader. */
  onDone: (isDeleted: boolean) => void;
}

type Question = "close" | "assign" | "mute" | "delete";

/** Buttons that acknowledge, close, assign, mute and delete alerts. */
export function AlertActions(
  { actor, target, what, states, isEmpty = false, onDone }: AlertActionsProps,
) {
  const asked = useSignal<Question | null>(null);
  const busy = useSignal(false);
  const error = useSignal<string | null>(null);
  const disabled = !IS_BROWSER || isEmpty || !actor.canChange;
  const close = () => asked.value = null;

  async function act(action: AlertAction): Promise<void> {
    await actOn(target, action);
    onDone("delete" in action);
  }

  async function setState(state: AlertState): Promise<void> {
    if (busy.value) return;
    busy.value = true;
    error.value = null;
    try {
      await act({ change: { state } });
    } catch (thrown) {
      error.value = errorMessage(thrown);
    }
    busy.value = false;
  }

  const ask = (question: Question) => ({
    type: "button" as const,
    disabled,
    onClick: () => asked.value = question,
  });
  return (
    <>
      <div class="row" role="group" aria-label={`Actions for ${what}`}>
        {states.has("open") && (
          <button
            type="button"
            class="button"
            disabled={disabled}
            onClick={() => setState("acknowledged")}
          >
            <Icon name="check" /> Acknowledge
          </button>
        )}
        {(states.has("closed") || states.has("acknowledged")) && (
          <button
            type="button"
            class="button"
            disabled={disabled}
            onClick={() => setState("open")}
          >
            Reopen
          </button>
        )}
        <button class="button button-primary" {...ask("close")}>Close…</button>
        <button class="button" {...ask("assign")}>Assign…</button>
        <button class="button" {...ask("mute")}>Mute…</button>
        <button class="button button-danger" {...ask("delete")}>Delete…</button>
      </div>
      {!actor.canChange && (
        <p class="small muted">Changing alerts requires a token with the scope train.</p>
      )}
      {error.value && <Notice tone="error" live>{error.value}</Notice>}
      {asked.value === "close" && (
        <CloseDialog
          what={what}
          onClose={close}
          onSubmit={(change) => act({ change: { state: "closed", ...change } })}
        />
      )}
      {asked.value === "assign" && (
        <AssignDialog
          what={what}
          me={actor.me}
          assignees={actor.assignees}
          onClose={close}
          onSubmit={(assignee) => act({ change: { assignee } })}
        />
      )}
      {asked.value === "mute" && (
        <MuteDialog
          what={what}
          onClose={close}
          onSubmit={(mute) => act({ mute })}
        />
      )}
      {asked.value === "delete" && (
        <ConfirmDialog
          title={`Delete ${what}?`}
          text="Their records and notes are deleted, too."
          action="Delete"
          onClose={close}
          onConfirm={() => act({ delete: true })}
        />
      )}
    </>
  );
}
