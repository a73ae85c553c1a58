import { useSignal } from "@preact/signals";
import { formatCount } from "../../lib/base/format.ts";
import { type TrainColumn, whyOff } from "../../lib/web/training/train_dataset.ts";
import { isFeature } from "../../lib/datasets/columns/roles.ts";
import { Checkbox } from "../controls/Checkbox.tsx";

interface FeatureListProps {
  columns: TrainColumn[];
  picked: string[];
  onChange: (picked: string[]) => void;
}

/** Every column with a box to tick; those that are off by default apart, with the reasons. */
export function FeatureList({ columns, picked, onChange }: FeatureListProps) {
  const search = useSignal("");
  const wanted = search.value.trim().toLowerCase();
  const shown = columns.filter(({ name }) => name.toLowerCase().includes(wanted));
  const usual = shown.filter(({ role }) => isFeature(role));
  const off = shown.filter(({ role }) => !isFeature(role));
  const chosen = new Set(picked);
  const set = (changed: TrainColumn[], on: boolean) => {
    for (const { name } of changed) on ? chosen.add(name) : chosen.delete(name);
    onChange(columns.map(({ name }) => name).filter((name) => chosen.has(name)));
  };
  const box = (column: TrainColumn, id: string, help?: string) => (
    <Checkbox
      key={column.name}
      id={id}
      label={column.name}
      help={help}
      checked={chosen.has(column.name)}
      onChange={(on) => set([column], on)}
    />
  );
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
        <button type="button" class="button button-small" onClick={() => set(usual, true)}>
          Select all shown
        </button>
        <button type="button" class="button button-small" onClick={() => set(shown, false)}>
          Clear all shown
        </button>
        <span class="muted small" role="status">
          {formatCount(picked.length)} of {formatCount(columns.length)} chosen
        </span>
      </div>
      {shown.length === 0 && <p class="muted">No columns match.</p>}
      {usual.length > 0 && (
        <div class="check-list" role="group" aria-label="Features">
          {usual.map((column, index) => box(column, `feature-${index}`))}
        </div>
      )}
      {off.length > 0 && (
        <div class="stack">
          <p>
            <span class="label">Off by default.</span> Include one only if you know why.
          </p>
          <div class="check-list" role="group" aria-label="Columns that are off by default">
            {off.map((column, index) => box(column, `off-${index}`, whyOff(column)))}
          </div>
        </div>
      )}
    </div>
  );
}
