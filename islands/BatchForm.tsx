import { useSignal } from "@preact/signals";
import { useEffect, useRef } from "preact/hooks";
import { IS_BROWSER } from "fresh/runtime";
import { Icon } from "../components/Icon.tsx";
import { Notice } from "../components/Notice.tsx";
import { ProgressBar } from "../components/ProgressBar.tsx";
import { SelectField } from "./controls/SelectField.tsx";
import { callApi } from "../lib/web/api.ts";
import { formatBytes } from "../lib/base/format.ts";
import { errorMessage } from "../lib/web/problem.ts";
import type { ModelFit } from "../lib/resources/model.ts";
import { sendFile } from "../lib/web/send_file.ts";
import { type BatchChoice, BatchData, NEW_FILE } from "./batch/BatchData.tsx";
import { BatchModels } from "./batch/BatchModels.tsx";

interface BatchFormProps {
  datasets: BatchChoice[];
  models: BatchChoice[];
  /** Ids of the models that are chosen from the start. */
  chosen: string[];
  /** Id of the dataset that is chosen from the start. */
  dataset: string | null;
  /** Most models of a batch. */
  most: number;
  /** Largest file. */
  maxBytes: number;
}

/** Scores a file or a dataset with one or several models. */
export function BatchForm({ datasets, models, chosen, dataset, most, maxBytes }: BatchFormProps) {
  const picked = useSignal(dataset ?? NEW_FILE);
  const selected = useSignal(chosen);
  const fits = useSignal<ReadonlyMap<string, ModelFit>>(new Map());
  const explain = useSignal("flagged");
  const file = useSignal<File | null>(null);
  const sent = useSignal<number | null>(null);
  const busy = useSignal(false);
  const message = useSignal<string | null>(null);
  const picker = useRef<HTMLInputElement>(null);
  const cancel = useRef<AbortController | null>(null);

  useEffect(() => {
    fits.value = new Map();
    if (picked.value === NEW_FILE) return;
    const abort = new AbortController();
    callApi<ModelFit[]>("GET", `/datasets/${picked.value}/models`, undefined, abort.signal)
      .then((found) => fits.value = new Map(found.map((fit) => [fit.model, fit])))
      .catch(() => {}); // the answer to the batch says it, too
    return () => abort.abort();
  }, [picked.value]);

  function fault(): string | null {
    if (selected.value.length === 0) return "Choose at least one model.";
    if (selected.value.length > most) return `Choose at most ${most} models.`;
    if (picked.value !== NEW_FILE) return null;
    const chosen = file.value ?? picker.current?.files?.[0] ?? null;
    if (!chosen) return "Choose a file or an existing dataset.";
    return chosen.size > maxBytes ? `The file is larger than ${formatBytes(maxBytes)}.` : null;
  }

  async function start(): Promise<void> {
    if (busy.value) return;
    message.value = fault();
    if (message.value) return;
    busy.value = true;
    cancel.current = new AbortController();
    try {
      const dataset = picked.value || await upload(cancel.current.signal);
      const { id } = await callApi<{ id: string }>("POST", "/batches", {
        dataset,
        models: selected.value,
        explain: explain.value,
      });
      location.assign(`/batches/${id}`);
    } catch (thrown) {
      busy.value = false;
      message.value = cancel.current.signal.aborted
        ? "The upload was cancelled. Nothing was kept."
        : errorMessage(thrown);
    }
    sent.value = null;
  }

  async function upload(signal: AbortSignal): Promise<string> {
    const chosen = file.value ?? picker.current!.files![0];
    sent.value = 0;
    return await sendFile(chosen, {
      signal,
      onProgress: (bytes) => sent.value = chosen.size === 0 ? 1 : bytes / chosen.size,
    });
  }

  return (
    <form
      class="card stack"
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        start();
      }}
    >
      <h2>New batch</h2>
      <div class="fields">
        <BatchData
          datasets={datasets}
          value={picked.value}
          onChange={(value) => picked.value = value}
          maxBytes={maxBytes}
          picker={picker}
          onFile={(chosen) => file.value = chosen}
        />
        <SelectField
          id="batch-explain"
          label="Reasons"
          help="The three features that moved each score most. Computing them for all rows takes longer."
          value={explain.value}
          onChange={(value) => explain.value = value}
        >
          <option value="flagged">For flagged rows</option>
          <option value="none">None (fastest)</option>
          <option value="all">For all rows</option>
        </SelectField>
      </div>
      <BatchModels
        models={models}
        selected={selected.value}
        fits={fits.value}
        onChange={(ids) => selected.value = ids}
      />
      {message.value && <Notice tone="error" live>{message.value}</Notice>}
      {sent.value !== null && <ProgressBar label="Uploading" fraction={sent.value} />}
      <div class="row">
        <button
          type="submit"
          class="button button-primary button-large"
          disabled={!IS_BROWSER}
          aria-disabled={busy.value}
        >
          <Icon name="play" /> Score file
        </button>
        {sent.value !== null && (
          <button
            type="button"
            class="button"
            onClick={() => cancel.current?.abort()}
          >
            Cancel upload
          </button>
        )}
      </div>
    </form>
  );
}
