import { errorAt, type FieldErrors } from "../../lib/web/field_errors.ts";
import { missingFeatures } from "../../lib/web/training/feature_sets.ts";
import { formatPlural, formatShare } from "../../lib/base/format.ts";
import {
  chosenFeatures,
  type TrainEntry,
  withTrainDataset,
} from "../../lib/web/training/train_form.ts";
import type { TrainDataset } from "../../lib/web/training/train_dataset.ts";
import { DETECTORS } from "../../lib/detectors/catalogue.ts";
import { Notice } from "../../components/Notice.tsx";
import { SelectField } from "../controls/SelectField.tsx";
import { TextField } from "../controls/TextField.tsx";
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
      <div class="fields fields-wide">
        <SelectField
          id="train-data"
          label="Training data"
          help={describe(train)}
          error={errorAt(errors, "/train")}
          value={entry.train}
          onChange={(id) => {
            const chosen = datasets.find((dataset) => dataset.id === id)!;
            onChange(withTrainDataset(entry, chosen, DETECTORS));
          }}
        >
          {datasets.map(({ id, name }) => <option key={id} value={id}>{name}</option>)}
        </SelectField>
        <SelectField
          id="test-data"
          label="Test data"
          help={test
            ? describe(test)
            : "Rows drawn from the training data and not used for training."}
          error={errorAt(errors, "/test")}
          value={entry.test}
          onChange={(test) => onChange({ ...entry, test, testChosen: true })}
        >
          <option value="">Hold out part of the training data</option>
          {datasets.filter(({ id }) => id !== entry.train).map(({ id, name }) => (
            <option key={id} value={id}>{name}</option>
          ))}
        </SelectField>
        {!test && (
          <TextField
            id="test-share"
            label="Test split (%)"
            help="Share of the training data, drawn at random."
            error={errorAt(errors, "/split")}
            inputMode="decimal"
            value={entry.testShare}
            onChange={(testShare) => onChange({ ...entry, testShare })}
          />
        )}
      </div>
      {!entry.testChosen && test && test.id === train.knownTest?.id && (
        <Notice tone="info" live>{train.knownTest.reason}</Notice>
      )}
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
    return `${formatPlural(rows, "row")} without labels: all are treated as normal.`;
  }
  const attacks = labels.reduce((sum, { attack, count }) => sum + (attack ? count : 0), 0);
  return `${formatPlural(rows, "row")}, ${formatShare(attacks / rows)} attacks.`;
}
