import { formatCount } from "../../lib/base/format.ts";
import { Checkbox } from "../controls/Checkbox.tsx";
import type { ModelFit } from "../../lib/resources/model.ts";
import { ModelFitNote } from "./ModelFitNote.tsx";
import type { BatchChoice } from "./BatchData.tsx";

interface BatchModelsProps {
  models: BatchChoice[];
  /** Ids of those that are chosen. */
  selected: string[];
  /** Whether each can score the chosen dataset, by id; without those of which it is not known. */
  fits?: ReadonlyMap<string, ModelFit>;
  onChange: (selected: string[]) => void;
}

const NONE: ReadonlyMap<string, ModelFit> = new Map();

/** The models that score records. */
export function BatchModels({ models, selected, fits = NONE, onChange }: BatchModelsProps) {
  return (
    <fieldset>
      <legend>Models ({formatCount(selected.length)} selected)</legend>
      <div class="compare-runs">
        {models.map(({ id, title, note }) => (
          <Checkbox
            key={id}
            id={`batch-${id}`}
            label={
              <>
                {title} <span class="muted small">{note}</span> <ModelFitNote fit={fits.get(id)} />
              </>
            }
            checked={selected.includes(id)}
            onChange={(checked) =>
              onChange(checked ? [...selected, id] : selected.filter((other) => other !== id))}
          />
        ))}
      </div>
    </fieldset>
  );
}
