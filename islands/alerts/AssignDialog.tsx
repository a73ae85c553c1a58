import { useSignal } from "@preact/signals";
import { Field } from "../../components/Field.tsx";
import { FormDialog } from "../dialogs/FormDialog.tsx";

interface AssignDialogProps {
  /** What is assigned, such as `3 alerts`. */
  what: string;
  /** Name of who asks; empty where nobody is known. */
  me: string;
  /** Names that alerts were assigned to before. */
  assignees: string[];
  onClose: () => void;
  /** Assigns to a name, or to nobody. */
  onSubmit: (assignee: string | null) => Promise<void>;
}

/** Asks who looks after alerts. */
export function AssignDialog({ what, me, assignees, onClose, onSubmit }: AssignDialogProps) {
  const name = useSignal(me);
  return (
    <FormDialog
      title={`Assign ${what}`}
      action="Assign"
      onClose={onClose}
      onSubmit={() => onSubmit(name.value.trim() || null)}
    >
      {(errors) => (
        <Field
          id="assignee"
          label="Name"
          help="Name of the person's token. Leave empty to unassign."
          error={errors["/change/assignee"]}
        >
          {(control) => (
            <>
              <input
                {...control}
                type="text"
                list="assignees"
                autoComplete="off"
                maxLength={120}
                value={name.value}
                onInput={(event) => name.value = event.currentTarget.value}
              />
              <datalist id="assignees">
                {assignees.map((one) => <option key={one} value={one} />)}
              </datalist>
            </>
          )}
        </Field>
      )}
    </FormDialog>
  );
}
