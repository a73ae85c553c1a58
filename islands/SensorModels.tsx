import { useSignal } from "@preact/signals";
import { IS_BROWSER } from "fresh/runtime";
import { Notice } from "../components/Notice.tsx";
import { callApi } from "../lib/web/api.ts";
import { errorMessage } from "../lib/web/problem.ts";
import type { BatchChoice } from "./batch/BatchData.tsx";
import { BatchModels } from "./batch/BatchModels.tsx";

interface SensorModelsProps {
  id: string;
  models: BatchChoice[];
  /** Ids of those that score now. */
  chosen: string[];
}

/** Changes which models score the records of a sensor. */
export function SensorModels({ id, models, chosen }: SensorModelsProps) {
  const selected = useSignal(chosen);
  const busy = useSignal(false);
  const message = useSignal<string | null>(null);

  async function save(): Promise<void> {
    if (busy.value) return;
    busy.value = true;
    message.value = null;
    try {
      await callApi("PATCH", `/sensors/${id}`, { models: selected.value });
      location.reload();
    } catch (thrown) {
      busy.value = false;
      message.value = errorMessage(thrown);
    }
  }

  return (
    <section class="card stack" aria-labelledby="change-models-title">
      <h2 id="change-models-title">Change models</h2>
      <BatchModels
        models={models}
        selected={selected.value}
        onChange={(ids) => selected.value = ids}
      />
      {message.value && <Notice tone="error" live>{message.value}</Notice>}
      <div class="row">
        <button
          type="button"
          class="button"
          disabled={!IS_BROWSER}
          aria-disabled={busy.value}
          onClick={save}
        >
          Save models
        </button>
      </div>
    </section>
  );
}
