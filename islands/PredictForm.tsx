import { useSignal } from "@preact/signals";
import { useEffect, useMemo, useRef } from "preact/hooks";
import { IS_BROWSER } from "fresh/runtime";
import { Icon } from "../components/Icon.tsx";
import { Notice } from "../components/Notice.tsx";
import { InputField } from "./predict/InputField.tsx";
import { ModelAnswer, type ShownModel } from "./predict/ModelAnswer.tsx";
import { PasteRecord } from "./predict/PasteRecord.tsx";
import { TakeRecord } from "./predict/TakeRecord.tsx";
import { Verdict } from "../components/predict/Verdict.tsx";
import { WindowNote } from "../components/predict/WindowNote.tsx";
import { tabId, Tabs } from "./controls/Tabs.tsx";
import { callApi } from "../lib/web/api.ts";
import { errorAt, type FieldErrors } from "../lib/web/field_errors.ts";
import { focusFault } from "../lib/web/focus_fault.ts";
import { formatPlural } from "../lib/base/format.ts";
import { fromJsonText, type JsonText } from "../lib/web/records/json_text.ts";
import type { PasteLayouts } from "../lib/web/records/paste_record.ts";
import { emptyTexts, recordOf, textsOf, unionOfInputs } from "../lib/web/records/predict_form.ts";
import { errorMessage, jsonPointer, ProblemError } from "../lib/web/problem.ts";
import type { GivenRecord } from "../lib/api/models/given_record.ts";
import type { Prediction } from "../lib/resources/model.ts";
import type { InputRecord } from "../lib/learning/features/input.ts";

interface PredictFormProps {
  /** At least one; the form asks for the features of all. */
  models: ShownModel[];
  layouts: PasteLayouts;
  /** A record to begin with. */
  given?: JsonText<GivenRecord>;
}

interface TestRecord {
  record: InputRecord;
  label: string | null;
}

/** What the models say of a record, and its label where it was taken from a dataset. */
interface Answer {
  record: InputRecord;
  predictions: Prediction[];
  label: string | null;
  /** Tells answers apart, so that what belongs to one is never shown with another. */
  number: number;
}

const PANEL = "answer-panel";

/** A form for one record and the answers of the models to it. */
export function PredictForm({ models, layouts, given: givenText }: PredictFormProps) {
  const given = useMemo(() => givenText === undefined ? undefined : fromJsonText(givenText), []);
  const inputs = unionOfInputs(models.map((each) => each.inputs));
  const first = models[0].model;
  const titles = models.map(({ title }) => title);
  const texts = useSignal(
    given?.record ? textsOf(inputs, given.record) : emptyTexts(inputs),
  );
  const label = useSignal(given?.label ?? null);
  const kind = useSignal("any");
  const errors = useSignal<FieldErrors>({});
  const message = useSignal<string | null>(given?.fault ?? null);
  const busy = useSignal(false);
  const answer = useSignal<Answer | null>(null);
  const stale = useSignal(false);
  const selected = useSignal(0);
  const verdict = useRef<HTMLDivElement>(null);
  const form = useRef<HTMLFormElement>(null);
  const labelled = first.metrics.confusion !== null;

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

  function put(record: InputRecord, itsLabel: string | null): void {
    texts.value = {
      ...texts.value,
      ...textsOf(inputs.filter(({ name }) => Object.hasOwn(record, name)), record),
    };
    label.value = itsLabel;
    errors.value = {};
    message.value = null;
  }

  const fill = () =>
    attempt(async () => {
      const drawn = await Promise.all(
        distinctFeatures(models).map(({ model }) =>
          callApi<TestRecord>("GET", `/models/${model.id}/record?kind=${kind.value}`)
        ),
      );
      for (const { record } of drawn.toReversed()) put(record, drawn[0].label);
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
      const predictions = await Promise.all(models.map(async ({ model }) => {
        const path = `/models/${model.id}/predict`;
        const body = { records: [record] };
        return (await callApi<{ predictions: Prediction[] }>("POST", path, body)).predictions[0];
      }));
      answer.value = {
        record,
        predictions,
        label: label.value,
        number: (answer.value?.number ?? 0) + 1,
      };
      stale.value = false;
      setTimeout(() => verdict.current?.scrollIntoView({ block: "nearest" }));
    });
  }

  /** Sees what the models say with another value. */
  function tryValue(feature: string, value: string | number): void {
    texts.value = { ...texts.value, [feature]: String(value) };
    label.value = null;
    predict();
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
        <h2>{given?.title && given.record ? `Record: ${given.title}` : "Record"}</h2>
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
        <PasteRecord
          inputs={inputs}
          layouts={layouts}
          onRecord={(record) => {
            put(record, null);
            stale.value = true;
          }}
        />
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
        <h2 id="answer-title">{models.length > 1 ? "Answers" : "Answer"}</h2>
        {answer.value && stale.value && (
          <p class="muted">The form has changed since this answer. Press Predict again.</p>
        )}
        <div role="status" ref={verdict} class="stack">
          {answer.value
            ? models.map(({ model, histogram, title }, index) => (
              <Verdict
                key={model.id}
                title={models.length > 1 ? title : undefined}
                model={model}
                histogram={histogram}
                prediction={answer.value!.predictions[index]}
                label={answer.value!.label}
              />
            ))
            : (
              <p class="muted">
                Fill in a record, or take a random one from the test data, and press Predict.
              </p>
            )}
        </div>
        {models.map(({ model, title }) =>
          model.context !== undefined && (
            <WindowNote
              key={model.id}
              context={model.context}
              title={models.length > 1 ? title : undefined}
            />
          )
        )}
        {answer.value && (
          <>
            {models.length > 1 && (
              <Tabs
                label="Explanations"
                titles={titles}
                selected={selected.value}
                onSelect={(index) => selected.value = index}
                panel={PANEL}
              />
            )}
            <div
              class="stack"
              id={PANEL}
              {...(models.length > 1 && {
                role: "tabpanel",
                "aria-labelledby": tabId(PANEL, selected.value),
              })}
            >
              <ModelAnswer
                key={`${answer.value.number} ${selected.value}`}
                shown={models[selected.value]}
                record={answer.value.record}
                prediction={answer.value.predictions[selected.value]}
                onTry={tryValue}
              />
            </div>
            <TakeRecord
              models={models.map(({ model }) => model)}
              titles={titles}
              record={answer.value.record}
              origin={location.origin}
            />
          </>
        )}
      </section>
    </div>
  );
}

/** One model for each set of features: random records of the others would fill the same fields. */
function distinctFeatures(models: ShownModel[]): ShownModel[] {
  const keys = models.map(({ inputs }) => inputs.map(({ name }) => name).sort().join("\n"));
  return models.filter((_, index) => keys.indexOf(keys[index]) === index);
}
