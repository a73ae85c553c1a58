import { useSignal } from "@preact/signals";
import { MUTE_LENGTHS } from "../../lib/web/live/mute_lengths.ts";
import { SelectField } from "../controls/SelectField.tsx";
import { TextField } from "../controls/TextField.tsx";
import { FormDialog } from "../dialogs/FormDialog.tsx";

interface MuteDialogProps {
  /** What is muted, such as `3 alerts`. */
  what: string;
  onClose: () => void;
  onSubmit: (mute: { minutes: number; comment: string }) => Promise<void>;
}

/** Asks why, and for how long, further alerts like some are muted. */
export function MuteDialog({ what, onClose, onSubmit }: MuteDialogProps) {
  const comment = useSignal("");
  const minutes = useSignal(String(MUTE_LENGTHS[0][0]));
  return (
    <FormDialog
      title={`Mute further alerts like ${what}`}
      action="Mute"
      onClose={onClose}
      onSubmit={() => onSubmit({ minutes: Number(minutes.value), comment: comment.value })}
    >
      {(errors) => (
        <>
          <TextField
            id="mute-comment"
            label="Reason"
            help="Visible to your team."
            maxLength={500}
            error={errors["/mute/comment"]}
            value={comment.value}
            onChange={(text) => comment.value = text}
          />
          <SelectField
            id="mute-minutes"
            label="For"
            error={errors["/mute/minutes"]}
            value={minutes.value}
            onChange={(value) => minutes.value = value}
          >
            {MUTE_LENGTHS.map(([length, words]) => (
              <option key={length} value={String(length)}>{words}</option>
            ))}
          </SelectField>
        </>
      )}
    </FormDialog>
  );
}
