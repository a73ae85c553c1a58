import { useSignal } from "@preact/signals";
import { useEffect, useRef } from "preact/hooks";
import { IS_BROWSER } from "fresh/runtime";
import { ContributionChart } from "../components/charts/ContributionChart.tsx";
import { HistogramChart } from "../components/charts/HistogramChart.tsx";
import { Icon } from "../components/Icon.tsx";
import { Notice } from "../components/Notice.tsx";
import { InputField } from "../components/predict/InputField.tsx";
import { Verdict } from "../components/predict/Verdict.tsx";
import { WindowNote } from "../components/predict/WindowNote.tsx";
import { callApi } from "../lib/browser/api.ts";
import { errorAt, type FieldErrors } from "../lib/browser/field_errors.ts";
import { focusFault } from "../lib/browser/focus_fault.ts";
import { formatCount, formatPlural } from "../lib/browser/format.ts";
import { emptyTexts, recordOf, textsOf } from "../lib/browser/predict_form.ts";
import { errorMessage, jsonPointer, ProblemError } from "../lib/browser/problem.ts";
import type { InputRecord, ModelInput, ModelSummary, Prediction } from "../lib/models/types.ts";
import type { ModelCurves } from "../lib/runs/types.ts";

interface PredictFormProps {
  model: ModelSummary;
  inputs: ModelInput[];
  histogram: ModelCurves["histogram"];
  /** A record of the test data to begin with, by its row; `null` where there is none. */
  given?: { row: number; record: TestRecord | null };
}

interface TestRecord {
  record: InputRecord;
  label: string | null;
}

/** A verdict, and the label of the record where it was taken from the test data. */
interface Answer {
  prediction: Prediction;
  label: string | null;
}

/** A form for one record and the model's answer to it. */
export function PredictForm({ model, inputs, histogram, given }: PredictFormProps) {
  const texts = useSignal(
    given?.record ? textsOf(inputs, given.record.record) : emptyTexts(inputs),
  );
  const label = useSignal(given?.record?.label ?? null);
  const kind = useSignal("any");
  const errors = useSignal<FieldErrors>({});
  const message = useSignal<string | null>(
    given?.record === null
      ? `Row ${formatCount(given.row)} cannot be shown: the test data was deleted or is shorter.`
      : null,
  );
  const busy = useSignal(false);
  const answer = useSignal<Answer | null>(null);
  const stale = useSignal(false);
  const verdict = useRef<HTMLDivElement>(null);
  const form = useRef<HTMLFormElement>(null);
  const labelled = model.metrics.confusion !== null;

  function refuse(fields: FieldErrors, text: string): void {
    errors.value = fields;
    message.value = text;
    answer.value = null;
    focusFault(form.current);
  }

  async function attempt(work: () => Promise<void>): Promise<void> {
    if (busy.value) return;
    errors.value = {};
    message.value = null;
    busy.value = true;
    try {
      await work();
    } catch (thrown) {
      refuse(thrown instanceof ProblemError ? thrown.fields : {}, errorMessage(thrown));
    }
    busy.value = false;
  }

  const fill = () =>
    attempt(async () => {
      const random = await callApi<TestRecord>(
        "GET",
        `/models/${model.id}/record?kind=${kind.value}`,
      );
      texts.value = textsOf(inputs, random.record);
      label.value = random.label;
      answer.value = null;
    });

  useEffect(() => {
    if (given?.record) predict();
  }, []);

  function predict(): void {
    const { record, errors: faults } = recordOf(inputs, texts.value);
    const count = Object.keys(faults).length;
    if (count > 0) {
      refuse(
        faults,
        count === inputs.length
          ? "Fill the form first, or take a random record."
          : `${formatPlural(count, "entry needs", "entries need")} a correction.`,
      );
      return;
    }
    attempt(async () => {
      const { predictions: [prediction] } = await callApi<{ predictions: Prediction[] }>(
        "POST",
        `/models/${model.id}/predict`,
        { records: [record] },
      );
      answer.value = { prediction, label: label.value };
      stale.value = false;
      setTimeout(() => verdict.current?.scrollIntoView({ block: "nearest" }));
    });
  }

  return (
    <div class="predict-layout">
      <form
        ref={form}
        class="card stack"
        onSubmit={(event) => {
          event.preventDefault();
          predict();
        }}
        noValidate
      >
        <h2>
          {given?.record ? `Record: row ${formatCount(given.row)} of the test data` : "Record"}
        </h2>
        <div class="row">
          {labelled && (
            <select
              class="short"
              aria-label="Which random record"
              value={kind.value}
              onChange={(event) => kind.value = event.currentTarget.value}
            >
              <option value="any">Any record</option>
              <option value="normal">Normal traffic</option>
              <option value="attack">An attack</option>
            </select>
          )}
          <button
            type="button"
            class="button"
            disabled={!IS_BROWSER}
            aria-disabled={busy.value}
            onClick={fill}
          >
            <Icon name="dice" /> Fill with a random record
          </button>
        </div>
        <div class="fields fields-narrow">
          {inputs.map((input, index) => (
            <InputField
              key={input.name}
              id={`input-${index}`}
              input={input}
              text={texts.value[input.name]}
              error={errorAt(errors.value, jsonPointer("records", 0, input.name))}
              onChange={(text) => {
                texts.value = { ...texts.value, [input.name]: text };
                label.value = null;
                stale.value = true;
              }}
            />
          ))}
        </div>
        {message.value && <Notice tone="error" live>{message.value}</Notice>}
        <div>
          <button
            type="submit"
            class="button button-primary button-large"
            disabled={!IS_BROWSER}
            aria-disabled={busy.value}
          >
            <Icon name="shield" /> Predict
          </button>
        </div>
      </form>
      <section class="card stack" aria-labelledby="answer-title">
        <h2 id="answer-title">Answer</h2>
        {answer.value && stale.value && (
          <p class="muted">The form has changed since this answer. Press Predict again.</p>
        )}
        <div role="status" ref={verdict}>
          {answer.value
            ? (
              <Verdict
                model={model}
                histogram={histogram}
                prediction={answer.value.prediction}
                label={answer.value.label}
              />
            )
            : (
              <p class="muted">
                Fill in a record, or take a random one from the test data, and press Predict.
              </p>
            )}
        </div>
        {model.context !== undefined && <WindowNote context={model.context} />}
        {answer.value && (
          <>
            <HistogramChart
              title="Score among the test records"
              caption="Where this record lies among the records that the model was tested on."
              histogram={histogram}
              threshold={answer.value.prediction.threshold}
              labelled={labelled}
              score={answer.value.prediction.score}
            />
            <ContributionChart contributions={answer.value.prediction.contributions} />
          </>
        )}
      </section>
    </div>
  );
}
