import { useSignal } from "@preact/signals";
import { IS_BROWSER } from "fresh/runtime";
import { DatasetTable } from "../components/DatasetTable.tsx";
import { Notice } from "../components/Notice.tsx";
import { callApi } from "../lib/web/api.ts";
import { formatCount } from "../lib/base/format.ts";
import { ingestEvents } from "../lib/web/events.ts";
import { errorMessage } from "../lib/web/problem.ts";
import { ReloadWhenDone } from "./ReloadWhenDone.tsx";
import type { DatasetSummary } from "../lib/resources/dataset.ts";

/** All datasets; those that are ready can be chosen and combined. */
export function DatasetPicker({ datasets }: { datasets: DatasetSummary[] }) {
  const chosen = useSignal<string[]>([]);
  const busy = useSignal(false);
  const error = useSignal<string | null>(null);
  const isReady = ({ status }: DatasetSummary) => status === "ready";
  if (datasets.filter(isReady).length < 2) {
    return (
      <>
        <ReloadWhenDone events={ingestEvents(datasets)} />
        <DatasetTable datasets={datasets} />
      </>
    );
  }

  function choose(id: string, on: boolean): void {
    error.value = null;
    chosen.value = on ? [...chosen.value, id] : chosen.value.filter((other) => other !== id);
  }

  async function combine(): Promise<void> {
    if (busy.value || chosen.value.length < 2) return;
    busy.value = true;
    error.value = null;
    try {
      const { ids: [id] } = await callApi<{ ids: string[] }>("POST", "/datasets/derive", {
        operation: "combine",
        datasets: chosen.value,
      });
      location.assign(`/datasets/${id}`);
    } catch (thrown) {
      busy.value = false;
      error.value = errorMessage(thrown);
    }
  }

  return (
    <div class="stack">
      <ReloadWhenDone events={ingestEvents(datasets)} />
      <DatasetTable
        datasets={datasets}
        choice={(dataset) =>
          isReady(dataset) && (
            <input
              type="checkbox"
              aria-label={`Choose ${dataset.name}`}
              disabled={!IS_BROWSER || busy.value}
              checked={chosen.value.includes(dataset.id)}
              onChange={(event) => choose(dataset.id, event.currentTarget.checked)}
            />
          )}
      />
      <div class="row">
        <button
          type="button"
          class="button"
          disabled={!IS_BROWSER}
          aria-disabled={busy.value || chosen.value.length < 2}
          onClick={combine}
        >
          Combine
        </button>
        <p class="muted" role="status">
          {chosen.value.length === 0
            ? "Select two or more datasets with the same columns to combine them."
            : `${
              formatCount(chosen.value.length)
            } selected. Rows are appended in the order of selection.`}
        </p>
      </div>
      {error.value && <Notice tone="error" live>{error.value}</Notice>}
    </div>
  );
}
