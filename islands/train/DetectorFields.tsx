import type { DetectorEntry } from "../../lib/web/training/detector_form.ts";
import { errorAt, type FieldErrors } from "../../lib/web/field_errors.ts";
import { lowerFirst } from "../../lib/base/format.ts";
import { jsonPointer } from "../../lib/web/problem.ts";
import { type TrainDataset, whyUnfit } from "../../lib/web/training/train_form.ts";
import type { DetectorDefinition } from "../../lib/detectors/definition.ts";
import { FieldError } from "../../components/Field.tsx";
import { DetectorSettings } from "./DetectorSettings.tsx";

interface DetectorFieldsProps {
  definition: DetectorDefinition;
  /** The training data. */
  dataset: TrainDataset;
  entry: DetectorEntry;
  /** Place among the chosen detectors. */
  index: number;
  errors: FieldErrors;
  onChange: (entry: DetectorEntry) => void;
}

/** One detector: whether to train it, with which parameters and which threshold. */
export function DetectorFields(props: DetectorFieldsProps) {
  const { definition, dataset, entry, index, errors, onChange } = props;
  const { kind, title, summary, requires } = definition;
  const id = `detector-${kind}`;
  const unfit = whyUnfit(definition, dataset);
  const error = errors[jsonPointer("detectors", index)];
  return (
    <fieldset class="detector">
      <legend class="visually-hidden">{title}</legend>
      <div class="choice">
        <input
          type="checkbox"
          id={id}
          checked={entry.chosen}
          disabled={unfit !== null}
          aria-describedby={`${id}-summary`}
          onChange={(event) => onChange({ ...entry, chosen: event.currentTarget.checked })}
        />
        <span>
          <span class="row choice-title">
            <label for={id}>{title}</label>
            {requires.labels && (
              <span class="badge badge-warning">Learns from labelled attacks</span>
            )}
          </span>
          <span class="help" id={`${id}-summary`}>
            {summary}
            {unfit && <strong class="choice-note">Unavailable: {lowerFirst(unfit)}</strong>}
          </span>
        </span>
      </div>
      {error && <FieldError id={`${id}-error`} text={error} />}
      {entry.chosen && (
        <DetectorSettings
          id={id}
          definition={definition}
          entry={entry}
          errorOf={(...parts) => errorAt(errors, jsonPointer("detectors", index, ...parts))}
          onChange={onChange}
        />
      )}
    </fieldset>
  );
}
