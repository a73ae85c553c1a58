import { errorAt, type FieldErrors } from "../../lib/web/field_errors.ts";
import type { TrainEntry } from "../../lib/web/training/train_form.ts";
import { TextField } from "../controls/TextField.tsx";

interface ContaminationFieldsProps {
  entry: TrainEntry;
  errors: FieldErrors;
  onChange: (entry: TrainEntry) => void;
}

/** Which share of unlabelled training rows is set aside, and in how many rounds. */
export function ContaminationFields({ entry, errors, onChange }: ContaminationFieldsProps) {
  return (
    <>
      <TextField
        id="contamination"
        label="Expected anomalies in training (%, optional)"
        help="Each detector leaves out this share of the training rows: those that look most anomalous to it. An attack that makes up much of the data cannot be found this way."
        error={errorAt(errors, "/contamination")}
        inputMode="decimal"
        value={entry.contamination}
        onChange={(contamination) => onChange({ ...entry, contamination })}
      />
      {entry.contamination.trim() !== "" && (
        <TextField
          id="contamination-rounds"
          label="Rounds"
          help="How often to train, set the worst rows aside and retrain. Each round takes about as long as one training."
          error={errorAt(errors, "/contamination/rounds")}
          inputMode="numeric"
          value={entry.contaminationRounds}
          onChange={(contaminationRounds) => onChange({ ...entry, contaminationRounds })}
        />
      )}
    </>
  );
}
