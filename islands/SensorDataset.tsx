import { useSignal } from "@preact/signals";
import { IS_BROWSER } from "fresh/runtime";
import { Notice } from "../components/Notice.tsx";
import { callApi } from "../lib/web/api.ts";
import { errorMessage } from "../lib/web/problem.ts";
import { SelectField } from "./controls/SelectField.tsx";

const PERIODS = [
  { hours: "", label: "All kept records" },
  { hours: "1", label: "The last hour" },
  { hours: "24", label: "The last 24 hours" },
  { hours: "168", label: "The last 7 days" },
];

/** Creates a dataset from the records that a sensor keeps. */
export function SensorDataset({ id }: { id: string }) {
  const hours = useSignal("");
  const busy = useSignal(false);
  const message = useSignal<string | null>(null);

  async function create(): Promise<void> {
    if (busy.value) return;
    busy.value = true;
    message.value = null;
    try {
      const body = hours.value === "" ? {} : { hours: Number(hours.value) };
      const made = await callApi<{ id: string }>("POST", `/sensors/${id}/datasets`, body);
      location.assign(`/datasets/${made.id}`);
    } catch (thrown) {
      busy.value = false;
      message.value = errorMessage(thrown);
    }
  }

  return (
    <section class="card stack" aria-labelledby="keep-title">
      <h2 id="keep-title">Create a dataset</h2>
      <p class="muted">
        Train a model on recent records, or find what is unusual in them. The sensor continues.
      </p>
      <div class="fields">
        <SelectField
          id="keep-hours"
          label="Records"
          value={hours.value}
          onChange={(value) => hours.value = value}
        >
          {PERIODS.map(({ hours, label }) => <option key={hours} value={hours}>{label}</option>)}
        </SelectField>
      </div>
      {message.value && <Notice tone="error" live>{message.value}</Notice>}
      <div class="row">
        <button
          type="button"
          class="button button-primary"
          disabled={!IS_BROWSER}
          aria-disabled={busy.value}
          onClick={create}
        >
          Create dataset
        </button>
      </div>
    </section>
  );
}
