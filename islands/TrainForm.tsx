import { useSignal } from "@preact/signals";
import { useMemo, useRef } from "preact/hooks";
import { IS_BROWSER } from "fresh/runtime";
import { Icon } from "../components/Icon.tsx";
import { Notice } from "../components/Notice.tsx";
import { DataFields } from "./train/DataFields.tsx";
import { FeatureFields } from "./train/FeatureFields.tsx";
import { OptionFields } from "./train/OptionFields.tsx";
import { RecommendedDetectors } from "./train/RecommendedDetectors.tsx";
import { callApi } from "../lib/web/api.ts";
import type { FieldErrors } from "../lib/web/field_errors.ts";
import { focusFault } from "../lib/web/focus_fault.ts";
import { formatPlural } from "../lib/base/format.ts";
import { fromJsonText, type JsonText } from "../lib/web/records/json_text.ts";
import { errorMessage, ProblemError } from "../lib/web/problem.ts";
import { refillForm } from "../lib/web/training/run_again.ts";
import { newTrainEntry, trainBody } from "../lib/web/training/train_form.ts";
import type { TrainDataset } from "../lib/web/training/train_dataset.ts";
import { DETECTORS } from "../lib/detectors/catalogue.ts";
import type { RunRequest } from "../lib/resources/run.ts";
import { DetectorsCard } from "./train/DetectorsCard.tsx";

interface TrainFormProps {
  datasets: TrainDataset[];
  /** Id of the dataset to start with. */
  train: string;
  /** Id of the test dataset to start with; empty for a split. */
  test: string;
  /** Whether detectors, features and options show from the start. */
  advanced: boolean;
  /** Fills the form in with the request of a run. */
  again: JsonText<RunRequest> | null;
}

/** Fields that always show; others do in the advanced form alone. */
const DATA_FIELDS = new Set(["/train", "/test", "/split", "/split/test"]);

/** Everything that a training run needs to know, or, in the simple form, which data to use. */
export function TrainForm({ datasets, train, test, advanced, again }: TrainFormProps) {
  const source = useMemo(() => again === null ? null : fromJsonText(again), []);
  const refilled = useMemo(() => source && refillForm(source, datasets, DETECTORS), []);
  const first = datasets.find(({ id }) => id === train) ?? datasets[0];
  const entry = useSignal(refilled?.entry ?? newTrainEntry(first, test, DETECTORS));
  const errors = useSignal<FieldErrors>({});
  const message = useSignal<string | null>(null);
  const busy = useSignal(false);
  const form = useRef<HTMLFormElement>(null);
  const isAdvanced = useSignal(advanced || again !== null);

  const dataset = datasets.find(({ id }) => id === entry.value.train)!;
  const count = entry.value.detectors.filter(({ chosen }) => chosen).length;
  const shared = {
    entry: entry.value,
    errors: errors.value,
    onChange: (changed: typeof entry.value) => entry.value = changed,
  };

  /** The focus goes on where the fields begin that the button has made room for. */
  function showAll(): void {
    isAdvanced.value = true;
    setTimeout(() => form.current?.querySelector<HTMLElement>("#features-title")?.focus());
  }

  function refuse(fields: FieldErrors, text: string): void {
    errors.value = fields;
    message.value = text;
    busy.value = false;
    // What is wrong may be a field that does not show.
    if (Object.keys(fields).some((field) => !DATA_FIELDS.has(field))) isAdvanced.value = true;
    focusFault(form.current, "#form-message");
  }

  async function submit(event: SubmitEvent): Promise<void> {
    event.preventDefault();
    if (busy.value) return;
    const request = trainBody(entry.value, DETECTORS);
    const faults = Object.keys(request.errors).length;
    if (faults > 0) {
      refuse(
        request.errors,
        `${formatPlural(faults, "entry needs", "entries need")} a correction.`,
      );
      return;
    }
    errors.value = {};
    message.value = null;
    busy.value = true;
    try {
      const { id } = await callApi<{ id: string }>("POST", "/runs", request.body);
      location.assign(`/runs/${id}`);
    } catch (thrown) {
      refuse(thrown instanceof ProblemError ? thrown.fields : {}, errorMessage(thrown));
    }
  }

  return (
    <form ref={form} class="stack-large" onSubmit={submit} noValidate>
      {source && refilled && (
        <Notice tone={refilled.remarks.length > 0 ? "warning" : "info"}>
          Filled in from the run "{source.name}". That run stays unchanged.
          {refilled.remarks.length > 0 && (
            <ul>{refilled.remarks.map((remark) => <li key={remark}>{remark}</li>)}</ul>
          )}
        </Notice>
      )}
      <section class="card" aria-labelledby="data-title">
        <header>
          <h2 id="data-title">Data</h2>
          <p>
            Detectors learn normal traffic from the normal rows of the training data only, unless
            they are marked as learning from attacks.
          </p>
        </header>
        <DataFields {...shared} datasets={datasets} />
      </section>
      {!isAdvanced.value ? <RecommendedDetectors onAdvanced={showAll} /> : (
        <>
          <section class="card" aria-labelledby="features-title">
            <header>
              <h2 id="features-title" tabIndex={-1}>Features</h2>
              <p>The columns that the detectors see. The label is never among them.</p>
            </header>
            <FeatureFields {...shared} dataset={dataset} />
          </section>
          <DetectorsCard {...shared} dataset={dataset} />
          <section class="card" aria-labelledby="options-title">
            <header>
              <h2 id="options-title">Options</h2>
            </header>
            <OptionFields {...shared} dataset={dataset} />
          </section>
        </>
      )}
      {message.value && (
        <div id="form-message" tabIndex={-1}>
          <Notice tone="error" live>{message.value}</Notice>
        </div>
      )}
      <div class="submit-bar">
        <button
          type="submit"
          class="button button-primary button-large"
          disabled={!IS_BROWSER}
          aria-disabled={busy.value}
        >
          <Icon name="play" /> Start training
        </button>
        <p class="muted">
          {busy.value
            ? "Starting…"
            : `${formatPlural(count, "model")} will be trained. You can leave the page.`}
        </p>
      </div>
    </form>
  );
}
