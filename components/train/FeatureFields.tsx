import { useSignal } from "@preact/signals";
import { TEN_FEATURES } from "../../lib/browser/feature_sets.ts";
import { errorAt, type FieldErrors } from "../../lib/browser/field_errors.ts";
import { formatCount } from "../../lib/browser/format.ts";
import {
  hasTenFeatures,
  type TrainDataset,
  type TrainEntry,
  usualFeatures,
} from "../../lib/browser/train_form.ts";
import { FieldError } from "../Field.tsx";

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
  const choices = [
    {
      value: "ten",
      label: "Ten features",
      help: ten ? TEN_FEATURES.join(", ") : "This dataset does not have them.",
      disabled: !ten,
    },
    {
      value: "all",
      label: `All ${formatCount(usualFeatures(dataset).length)} features`,
      help: "Every column that holds numbers or categories and does not give the label away.",
      disabled: false,
    },
    {
      value: "pick",
      label: "Picked by hand",
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
      {entry.features === "pick" && (
        <FeatureList
          columns={dataset.columns}
          picked={entry.picked}
          onChange={(picked) => onChange({ ...entry, picked })}
        />
      )}
    </fieldset>
  );
}

interface FeatureListProps {
  columns: TrainDataset["columns"];
  picked: string[];
  onChange: (picked: string[]) => void;
}

function FeatureList({ columns, picked, onChange }: FeatureListProps) {
  const search = useSignal("");
  const wanted = search.value.trim().toLowerCase();
  const shown = columns.filter(({ name }) => name.toLowerCase().includes(wanted));
  const chosen = new Set(picked);
  const set = (names: string[], on: boolean) => {
    for (const name of names) on ? chosen.add(name) : chosen.delete(name);
    onChange(columns.map(({ name }) => name).filter((name) => chosen.has(name)));
  };
  const names = shown.map(({ name }) => name);
  return (
    <div class="stack">
      <div class="row">
        <input
          type="search"
          class="search"
          aria-label="Search features"
          placeholder="Search features"
          value={search.value}
          onInput={(event) => search.value = event.currentTarget.value}
        />
        <button type="button" class="button button-small" onClick={() => set(names, true)}>
          Choose all shown
        </button>
        <button type="button" class="button button-small" onClick={() => set(names, false)}>
          Choose none shown
        </button>
        <span class="muted small" role="status">
          {formatCount(picked.length)} of {formatCount(columns.length)} chosen
        </span>
      </div>
      <div class="check-list" role="group" aria-label="Features">
        {shown.map(({ name, role }, index) => (
          <div class="choice" key={name}>
            <input
              type="checkbox"
              id={`feature-${index}`}
              checked={chosen.has(name)}
              onChange={(event) => set([name], event.currentTarget.checked)}
            />
            <label for={`feature-${index}`}>
              {name}
              {role !== "numeric" && role !== "categorical" && (
                <span class="muted small">&ensp;{role}</span>
              )}
            </label>
          </div>
        ))}
      </div>
    </div>
  );
}
