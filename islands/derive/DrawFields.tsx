import { errorAt } from "../../lib/web/field_errors.ts";
import { Checkbox } from "../controls/Checkbox.tsx";
import { TextField } from "../controls/TextField.tsx";
import type { DeriveFieldsProps } from "./SplitFields.tsx";

/** The seed, where chance draws, and whether it is done for each label alike. */
export function DrawFields({ subject, entry, errors, onChange }: DeriveFieldsProps) {
  const isByTime = entry.operation === "split" && entry.by === "time";
  return (
    <>
      {!isByTime && (
        <TextField
          id="derive-seed"
          label="Seed"
          help="The same seed draws the same rows."
          error={errorAt(errors, "/seed")}
          inputMode="numeric"
          value={entry.seed}
          onChange={(seed) => onChange({ seed })}
        />
      )}
      {subject.hasLabels && (
        <Checkbox
          id="derive-per-label"
          label="For each label"
          help={isByTime
            ? "The latest rows of each label are the second part."
            : "Every label keeps its share, rare ones too."}
          checked={entry.perLabel}
          onChange={(perLabel) => onChange({ perLabel })}
        />
      )}
    </>
  );
}
