import { useSignal } from "@preact/signals";
import { useRef } from "preact/hooks";
import { IS_BROWSER } from "fresh/runtime";
import { Icon } from "../components/Icon.tsx";
import { Notice } from "../components/Notice.tsx";
import { ProgressBar } from "../components/ProgressBar.tsx";
import { Checkbox } from "./controls/Checkbox.tsx";
import { SelectField } from "./controls/SelectField.tsx";
import { callApi } from "../lib/web/api.ts";
import { formatBytes, formatCount } from "../lib/base/format.ts";
import { errorMessage } from "../lib/web/problem.ts";
import { sendFile } from "../lib/web/send_file.ts";

/** A choice of the form. */
export interface BatchChoice {
  id: string;
  /** What people call it. */
  title: string;
  /** More about it. */
  note: string;
}

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

const NEW_FILE = "";

/** Asks which file is to be scored by which models. */
export function BatchForm({ datasets, models, chosen, dataset, most, maxBytes }: BatchFormProps) {
  const picked = useSignal(dataset ?? NEW_FILE);
  const selected = useSignal(chosen);
  const explain = useSignal("flagged");
  const file = useSignal<File | null>(null);
  const sent = useSignal<number | null>(null);
  const busy = useSignal(false);
  const message = useSignal<string | null>(null);
  const picker = useRef<HTMLInputElement>(null);
  const cancel = useRef<AbortController | null>(null);

  function fault(): string | null {
    if (selected.value.length === 0) return "Choose at least one model.";
    if (selected.value.length > most) return `Choose ${most} models at most.`;
    if (picked.value !== NEW_FILE) return null;
    const chosen = file.value ?? picker.current?.files?.[0] ?? null;
    if (!chosen) return "Choose a file, or a dataset that is there already.";
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
        <SelectField
          id="batch-dataset"
          label="What to score"
          help="With or without labels. A new file is kept as a dataset."
          value={picked.value}
          onChange={(value) => picked.value = value}
        >
          <option value={NEW_FILE}>A file to upload</option>
          {datasets.map(({ id, title, note }) => (
            <option key={id} value={id}>{title} ({note})</option>
          ))}
        </SelectField>
        {picked.value === NEW_FILE && (
          <div class="field">
            <label for="batch-file">File</label>
            <input
              id="batch-file"
              ref={picker}
              type="file"
              aria-describedby="batch-file-help"
              onChange={(event) => file.value = event.currentTarget.files?.[0] ?? null}
            />
            <p class="help" id="batch-file-help">
              CSV, NDJSON, ARFF or Parquet, plain or compressed, up to {formatBytes(maxBytes)}.
            </p>
          </div>
        )}
        <SelectField
          id="batch-explain"
          label="Reasons"
          help="The three features that moved a score most. For all rows this takes long."
          value={explain.value}
          onChange={(value) => explain.value = value}
        >
          <option value="flagged">For flagged rows</option>
          <option value="none">None, which is fastest</option>
          <option value="all">For all rows</option>
        </SelectField>
      </div>
      <fieldset>
        <legend>Models ({formatCount(selected.value.length)} chosen)</legend>
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
              checked={selected.value.includes(id)}
              onChange={(checked) =>
                selected.value = checked
                  ? [...selected.value, id]
                  : selected.value.filter((other) => other !== id)}
            />
          ))}
        </div>
      </fieldset>
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
            Cancel the upload
          </button>
        )}
      </div>
    </form>
  );
}
