import { type ReadonlySignal, type Signal, useSignal } from "@preact/signals";
import { useEffect } from "preact/hooks";
import type { GivenRecord } from "../../lib/api/models/given_record.ts";
import { formatPlural } from "../../lib/base/format.ts";
import type { InputRecord } from "../../lib/learning/features/input.ts";
import type { Prediction } from "../../lib/resources/model.ts";
import type { FieldErrors } from "../../lib/web/field_errors.ts";
import { errorMessage, ProblemError } from "../../lib/web/problem.ts";
import {
  emptyTexts,
  recordOf,
  type RecordTexts,
  textsOf,
  unionOfInputs,
} from "../../lib/web/records/predict_form.ts";
import { askModels, drawRecords, type RecordKind } from "./ask_models.ts";
import type { ShownModel } from "./ModelAnswer.tsx";

/** What the models say about a record, and its label where it was taken from a dataset. */
export interface Answer {
  record: InputRecord;
  predictions: Prediction[];
  label: string | null;
  /** Tells answers apart, so that what belongs to one is never shown with another. */
  number: number;
}

/** A record as typed, and the models' answers to it. */
export interface RecordPrediction {
  texts: ReadonlySignal<RecordTexts>;
  errors: ReadonlySignal<FieldErrors>;
  message: ReadonlySignal<string | null>;
  busy: ReadonlySignal<boolean>;
  answer: ReadonlySignal<Answer | null>;
  /** Whether the record has changed since the answer. */
  stale: Signal<boolean>;
  /** Types into the field of a feature. */
  type: (feature: string, text: string) => void;
  /** Fills the form with a record. */
  put: (record: InputRecord) => void;
  /** Fills the form with a random record of the test data. */
  fill: (kind: RecordKind) => Promise<void>;
  predict: () => void;
  /** Sees what the models say with another value. */
  tryValue: (feature: string, value: string | number) => void;
}

/**
 * A record that is asked about.
 *
 * @param given the record to begin with
 * @param onRefused called when the record is wrong and when the API refuses it
 * @param onAnswer called when there is an answer
 */
export function usePrediction(
  models: ShownModel[],
  given: GivenRecord | undefined,
  onRefused: () => void,
  onAnswer: () => void,
): RecordPrediction {
  const inputs = unionOfInputs(models.map((each) => each.inputs));
  const texts = useSignal(given?.record ? textsOf(inputs, given.record) : emptyTexts(inputs));
  const label = useSignal(given?.label ?? null);
  const errors = useSignal<FieldErrors>({});
  const message = useSignal<string | null>(given?.fault ?? null);
  const busy = useSignal(false);
  const answer = useSignal<Answer | null>(null);
  const stale = useSignal(false);

  function refuse(fields: FieldErrors, text: string): void {
    errors.value = fields;
    message.value = text;
    answer.value = null;
    onRefused();
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

  const fill = (kind: RecordKind) =>
    attempt(async () => {
      const drawn = await drawRecords(models, kind);
      for (const { record } of drawn.toReversed()) put(record, drawn[0].label);
      answer.value = null;
    });

  function predict(): void {
    const { record, errors: faults } = recordOf(inputs, texts.value);
    const count = Object.keys(faults).length;
    if (count > 0) {
      refuse(
        faults,
        count === inputs.length
          ? "Fill in the form first, or use a random record."
          : `${formatPlural(count, "entry needs", "entries need")} a correction.`,
      );
      return;
    }
    attempt(async () => {
      const predictions = await askModels(models, record);
      const number = (answer.value?.number ?? 0) + 1;
      answer.value = { record, predictions, label: label.value, number };
      stale.value = false;
      onAnswer();
    });
  }

  useEffect(() => {
    if (given?.record) predict();
  }, []);

  function set(feature: string, text: string): void {
    texts.value = { ...texts.value, [feature]: text };
    label.value = null;
  }

  return {
    texts,
    errors,
    message,
    busy,
    answer,
    stale,
    type: (feature, text) => {
      set(feature, text);
      stale.value = true;
    },
    put: (record) => {
      put(record, null);
      stale.value = true;
    },
    fill,
    predict,
    tryValue: (feature, value) => {
      set(feature, String(value));
      predict();
    },
  };
}
