import { TEN_FEATURES } from "../../lib/web/training/feature_sets.ts";
import { errorAt, type FieldErrors } from "../../lib/web/field_errors.ts";
import { formatCount } from "../../lib/base/format.ts";
import {
  columnsThatAreOff,
  hasTenFeatures,
  type TrainDataset,
  usualFeatures,
} from "../../lib/web/training/train_dataset.ts";
import type { TrainEntry } from "../../lib/web/training/train_form.ts";
import { FieldError } from "../../components/Field.tsx";
import { FeatureList } from "./FeatureList.tsx";
import { FeatureOptions } from "./FeatureOptions.tsx";
import { OffColumns } from "../../components/train/OffColumns.tsx";

interface FeatureFieldsProps {
  dataset: TrainDataset;
  entry: TrainEntry;
  errors: FieldErrors;
  onChange: (entry: TrainEntry) => void;
}

/** Which columns the detectors see. */
export function FeatureFields({ dataset, entry, errors, onChange }: FeatureFieldsProps) {
  const error = errorAt(errors, "/features");
  const ten = hasTenFeatures(dataset);
  const off = columnsThatAreOff(dataset);
  const choices = [
    {
      value: "ten",
      label: "Ten features",
      help: ten ? TEN_FEATURES.join(", ") : "Not in this dataset.",
      disabled: !ten,
    },
    {
      value: "all",
      label: `All ${formatCount(usualFeatures(dataset).length)} features`,
      help: "Every numeric or categorical column that does not give the label away.",
      disabled: false,
    },
    {
      value: "pick",
      label: "Custom selection",
      help: "You choose each column.",
      disabled: false,
    },
  ] as const;
  return (
    <fieldset class="stack" aria-describedby={error ? "features-error" : undefined}>
      <legend class="visually-hidden">Feature set</legend>
      <div>
        {choices.map(({ value, label, help, disabled }) => (
          <div class="choice" key={value}>
            <input
              type="radio"
              name="features"
              id={`features-${value}`}
              value={value}
              checked={entry.features === value}
              disabled={disabled}
              aria-describedby={`features-${value}-help`}
              onChange={() => onChange({ ...entry, features: value })}
            />
            <span>
              <label for={`features-${value}`}>{label}</label>
              <span class="help" id={`features-${value}-help`}>{help}</span>
            </span>
          </div>
        ))}
      </div>
      {error && <FieldError id="features-error" text={error} />}
      {entry.features === "all" && off.length > 0 && <OffColumns columns={off} />}
      {entry.features === "pick" && (
        <FeatureList
          columns={dataset.columns}
          picked={entry.picked}
          onChange={(picked) => onChange({ ...entry, picked })}
        />
      )}
      <FeatureOptions
        texts={entry.featureOptions}
        encoding={entry.encoding}
        errors={errors}
        onChange={(featureOptions) => onChange({ ...entry, featureOptions })}
      />
    </fieldset>
  );
}
