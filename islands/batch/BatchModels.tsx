import { formatCount } from "../../lib/base/format.ts";
import { Checkbox } from "../controls/Checkbox.tsx";
import type { BatchChoice } from "./BatchData.tsx";

interface BatchModelsProps {
  models: BatchChoice[];
  /** Ids of those that are chosen. */
  selected: string[];
  onChange: (selected: string[]) => void;
}

/** The models that score a file. */
export function BatchModels({ models, selected, onChange }: BatchModelsProps) {
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
                {title} <span class="muted small">{note}</span>
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
