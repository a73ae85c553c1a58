import { errorAt, type FieldErrors } from "../../lib/browser/field_errors.ts";
import { missingFeatures } from "../../lib/browser/feature_sets.ts";
import { formatPlural, formatShare } from "../../lib/browser/format.ts";
import {
  chosenFeatures,
  type TrainDataset,
  type TrainEntry,
  withTrainDataset,
} from "../../lib/browser/train_form.ts";
import { Field } from "../Field.tsx";
import { Notice } from "../Notice.tsx";
import { OverlapNote } from "./OverlapNote.tsx";

interface DataFieldsProps {
  datasets: TrainDataset[];
  entry: TrainEntry;
  errors: FieldErrors;
  onChange: (entry: TrainEntry) => void;
}

/** Which data to train on and which to test on. */
export function DataFields({ datasets, entry, errors, onChange }: DataFieldsProps) {
  const train = datasets.find(({ id }) => id === entry.train)!;
  const test = datasets.find(({ id }) => id === entry.test);
  const features = chosenFeatures(entry, train);
  const lacking = test ? missingFeatures(features, test.columns.map(({ name }) => name)) : [];
  return (
    <div class="stack">
      <div class="fields">
        <Field
          id="train-data"
          label="Training data"
          help={describe(train)}
          error={errorAt(errors, "/train")}
        >
          {(control) => (
            <select
              {...control}
              value={entry.train}
              onChange={(event) => {
                const chosen = event.currentTarget.value;
                onChange(withTrainDataset(entry, datasets.find(({ id }) => id === chosen)!));
              }}
            >
              {datasets.map(({ id, name }) => <option key={id} value={id}>{name}</option>)}
            </select>
          )}
        </Field>
        <Field
          id="test-data"
          label="Test data"
          help={test ? describe(test) : "Rows drawn from the training data and kept out of it."}
          error={errorAt(errors, "/test")}
        >
          {(control) => (
            <select
              {...control}
              value={entry.test}
              onChange={(event) => onChange({ ...entry, test: event.currentTarget.value })}
            >
              <option value="">A part of the training data</option>
              {datasets.filter(({ id }) => id !== entry.train).map(({ id, name }) => (
                <option key={id} value={id}>{name}</option>
              ))}
            </select>
          )}
        </Field>
        {!test && (
          <Field
            id="test-share"
            label="Part for the test, in per cent"
            help="Drawn at random with the seed below."
            error={errorAt(errors, "/split")}
          >
            {(control) => (
              <input
                {...control}
                type="text"
                inputMode="decimal"
                autoComplete="off"
                value={entry.testShare}
                onInput={(event) => onChange({ ...entry, testShare: event.currentTarget.value })}
              />
            )}
          </Field>
        )}
      </div>
      {test && lacking.length > 0 && (
        <Notice tone="warning" live>
          The test data lacks {formatPlural(lacking.length, "feature")}: {lacking.slice(0, 5).join(
            ", ",
          )}
          {lacking.length > 5 ? " and more" : ""}. Choose other test data or other features.
        </Notice>
      )}
      {test && lacking.length === 0 && features.length > 0 && (
        <OverlapNote train={train.id} test={test.id} features={features} />
      )}
    </div>
  );
}

function describe({ rows, labels }: TrainDataset): string {
  if (labels.length === 0) {
    return `${formatPlural(rows, "row")} without labels: all are taken as normal.`;
  }
  const attacks = labels.reduce((sum, { attack, count }) => sum + (attack ? count : 0), 0);
  return `${formatPlural(rows, "row")}, ${formatShare(attacks / rows)} attacks.`;
}
