import { errorAt } from "../../lib/web/field_errors.ts";
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
        <div class="choice">
          <input
            type="checkbox"
            id="derive-per-label"
            checked={entry.perLabel}
            aria-describedby="derive-per-label-help"
            onChange={(event) => onChange({ perLabel: event.currentTarget.checked })}
          />
          <span>
            <label for="derive-per-label">For each label</label>
            <span class="help" id="derive-per-label-help">
              {isByTime
                ? "The latest rows of each label are the second part."
                : "Rare labels are drawn from as the others are."}
            </span>
          </span>
        </div>
      )}
    </>
  );
}
