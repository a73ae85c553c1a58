import type { DetectorEntry } from "../../lib/web/training/detector_form.ts";
import { errorAt, type FieldErrors } from "../../lib/web/field_errors.ts";
import { lowerFirst } from "../../lib/base/format.ts";
import { jsonPointer } from "../../lib/web/problem.ts";
import { type TrainDataset, whyUnfit } from "../../lib/web/training/train_dataset.ts";
import type { DetectorDefinition } from "../../lib/detectors/definition.ts";
import { FieldError } from "../../components/Field.tsx";
import { DetectorSettings } from "./DetectorSettings.tsx";
import { Checkbox } from "../controls/Checkbox.tsx";

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
      <Checkbox
        id={id}
        label={title}
        beside={requires.labels &&
          <span class="badge badge-warning">Learns from labelled attacks</span>}
        help={
          <>
            {summary}
            {unfit && <strong class="choice-note">Unavailable: {lowerFirst(unfit)}</strong>}
          </>
        }
        checked={entry.chosen}
        disabled={unfit !== null}
        onChange={(chosen) => onChange({ ...entry, chosen })}
      />
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
