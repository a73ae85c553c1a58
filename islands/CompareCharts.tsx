import { useId } from "preact/hooks";
import { Checkbox } from "./controls/Checkbox.tsx";
import { PrecisionRecallChart } from "./charts/PrecisionRecallChart.tsx";
import { RocChart } from "./charts/RocChart.tsx";
import type { DrawnModel } from "../components/charts/scored_model.ts";
import { useAddress } from "../lib/web/address.ts";

/** The curves of models of any runs over each other; which ones, the address holds. */
export function CompareCharts({ models }: { models: DrawnModel[] }) {
  const id = useId();
  const address = useAddress("hidden", "");
  const hidden = new Set(address.value.split(",").map(Number));
  const drawn = models.map((model, index) => ({ ...model, hidden: hidden.has(index + 1) }));

  function toggle(index: number): void {
    address.value = drawn.flatMap((model, each) =>
      model.hidden !== (each === index) ? [each + 1] : []
    ).join(",");
  }

  return (
    <div class="stack">
      {models.length > 1 && (
        <fieldset class="row">
          <legend class="visually-hidden">Curves that are drawn</legend>
          {drawn.map(({ title, result, hidden }, index) => (
            <Checkbox
              key={result.model}
              id={`${id}-${index}`}
              label={
                <>
                  {title}
                  <span class="visually-hidden">, in the curves</span>
                </>
              }
              checked={!hidden}
              onChange={() => toggle(index)}
            />
          ))}
        </fieldset>
      )}
      <div class="grid-2">
        <div class="card">
          <RocChart models={drawn} onToggle={toggle} />
        </div>
        <div class="card">
          <PrecisionRecallChart models={drawn} onToggle={toggle} />
        </div>
      </div>
    </div>
  );
}
