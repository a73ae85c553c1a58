import { FieldError } from "../../components/Field.tsx";
import { DETECTORS } from "../../lib/detectors/catalogue.ts";
import type { FieldErrors } from "../../lib/web/field_errors.ts";
import type { TrainDataset } from "../../lib/web/training/train_dataset.ts";
import type { TrainEntry } from "../../lib/web/training/train_form.ts";
import { DetectorFields } from "./DetectorFields.tsx";
import { TermLine } from "../../components/Term.tsx";

interface DetectorsCardProps {
  /** The training data. */
  dataset: TrainDataset;
  entry: TrainEntry;
  errors: FieldErrors;
  onChange: (entry: TrainEntry) => void;
}

/** Which detectors to train, each with its settings. */
export function DetectorsCard({ dataset, entry, errors, onChange }: DetectorsCardProps) {
  const chosen = entry.detectors.filter((detector) => detector.chosen);
  return (
    <section class="card" aria-labelledby="detectors-title">
      <header>
        <h2 id="detectors-title">Detectors</h2>
        <p>Each becomes a separate model; all are tested on the same rows.</p>
        <TermLine names={["Threshold", "Contamination"]} />
      </header>
      {errors["/detectors"] && <FieldError id="detectors-error" text={errors["/detectors"]} />}
      {DETECTORS.map((definition, position) => {
        const detector = entry.detectors[position];
        return (
          <DetectorFields
            key={definition.kind}
            definition={definition}
            dataset={dataset}
            entry={detector}
            index={chosen.indexOf(detector)}
            errors={errors}
            onChange={(changed) =>
              onChange({ ...entry, detectors: entry.detectors.with(position, changed) })}
          />
        );
      })}
    </section>
  );
}
