import { errorAt, type FieldErrors } from "../../lib/web/field_errors.ts";
import { readsSequences, type TrainEntry } from "../../lib/web/training/train_form.ts";
import type { TrainDataset } from "../../lib/web/training/train_dataset.ts";
import { DETECTORS } from "../../lib/detectors/catalogue.ts";
import { ENCODINGS } from "../../lib/learning/features/encodings.ts";
import { SCALINGS } from "../../lib/learning/features/scaling/choices.ts";
import { Checkbox } from "../controls/Checkbox.tsx";
import { SelectField } from "../controls/SelectField.tsx";
import { TextField } from "../controls/TextField.tsx";
import { ContaminationFields } from "./ContaminationFields.tsx";
import { SequenceField } from "./SequenceField.tsx";

interface OptionFieldsProps {
  dataset: TrainDataset;
  entry: TrainEntry;
  errors: FieldErrors;
  onChange: (entry: TrainEntry) => void;
}

/** Encoding, scaling, sequences, duplicates, seed and name. */
export function OptionFields({ dataset, entry, errors, onChange }: OptionFieldsProps) {
  return (
    <div class="stack">
      <div class="fields">
        <SelectField
          id="encoding"
          label="Encoding of categories"
          help={helpOf(ENCODINGS, entry.encoding)}
          error={errorAt(errors, "/encoding")}
          value={entry.encoding}
          onChange={(encoding) => onChange({ ...entry, encoding })}
        >
          {optionsOf(ENCODINGS)}
        </SelectField>
        <SelectField
          id="scaling"
          label="Scaling of numbers"
          help={`${helpOf(SCALINGS, entry.scaling)} Values beyond ±5 are clipped.`}
          error={errorAt(errors, "/scaling")}
          value={entry.scaling}
          onChange={(scaling) => onChange({ ...entry, scaling })}
        >
          {optionsOf(SCALINGS)}
        </SelectField>
        {readsSequences(entry, DETECTORS) && (
          <SequenceField
            dataset={dataset}
            value={entry.sequenceBy}
            error={errorAt(errors, "/sequenceBy")}
            onChange={(sequenceBy) => onChange({ ...entry, sequenceBy })}
          />
        )}
        <TextField
          id="seed"
          label="Seed"
          help="The same seed on the same data gives the same result."
          error={errorAt(errors, "/seed")}
          inputMode="numeric"
          value={entry.seed}
          onChange={(seed) => onChange({ ...entry, seed })}
        />
        <TextField
          id="seed-count"
          label="Number of seeds"
          help="With more than one, each detector is also trained with the seeds that follow, and metrics are given as mean and standard deviation. Training takes proportionally longer."
          error={errorAt(errors, "/seeds")}
          inputMode="numeric"
          value={entry.seedCount}
          onChange={(seedCount) => onChange({ ...entry, seedCount })}
        />
        {dataset.labels.length === 0 && (
          <ContaminationFields entry={entry} errors={errors} onChange={onChange} />
        )}
        <TextField
          id="run-name"
          label="Name (optional)"
          help="By default, the run is named after its detectors and data."
          error={errorAt(errors, "/name")}
          maxLength={200}
          value={entry.name}
          onChange={(name) => onChange({ ...entry, name })}
        />
      </div>
      <Checkbox
        id="drop-duplicates"
        label="Drop exact duplicates"
        help="Repeated rows count once, in training and in the test. Metrics are then not comparable with results on the full data."
        checked={entry.dropDuplicates}
        onChange={(dropDuplicates) => onChange({ ...entry, dropDuplicates })}
      />
    </div>
  );
}

interface Choice {
  value: string;
  label: string;
  help: string;
}

function optionsOf(choices: Choice[]) {
  return choices.map(({ value, label }) => <option key={value} value={value}>{label}</option>);
}

function helpOf(choices: Choice[], value: string): string | undefined {
  return choices.find((choice) => choice.value === value)?.help;
}
