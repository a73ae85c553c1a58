import { useMemo, useRef } from "preact/hooks";
import { IS_BROWSER } from "fresh/runtime";
import { Icon } from "../components/Icon.tsx";
import { Notice } from "../components/Notice.tsx";
import type { GivenRecord } from "../lib/api/models/given_record.ts";
import { focusFault } from "../lib/web/focus_fault.ts";
import { fromJsonText, type JsonText } from "../lib/web/records/json_text.ts";
import type { PasteLayouts } from "../lib/web/records/paste_record.ts";
import { unionOfInputs } from "../lib/web/records/predict_form.ts";
import { AnswerSection } from "./predict/AnswerSection.tsx";
import type { ShownModel } from "./predict/ModelAnswer.tsx";
import { PasteRecord } from "./predict/PasteRecord.tsx";
import { RandomRecord } from "./predict/RandomRecord.tsx";
import { RecordFields } from "./predict/RecordFields.tsx";
import { usePrediction } from "./predict/use_prediction.ts";

interface PredictFormProps {
  /** At least one; the form asks for the features of all. */
  models: ShownModel[];
  layouts: PasteLayouts;
  /** A record to begin with. */
  given?: JsonText<GivenRecord>;
}

/** A form for one record and the answers of the models to it. */
export function PredictForm({ models, layouts, given: givenText }: PredictFormProps) {
  const given = useMemo(() => givenText === undefined ? undefined : fromJsonText(givenText), []);
  const inputs = unionOfInputs(models.map((each) => each.inputs));
  const verdicts = useRef<HTMLDivElement>(null);
  const form = useRef<HTMLFormElement>(null);
  const { texts, errors, message, busy, answer, stale, ...record } = usePrediction(
    models,
    given,
    () => focusFault(form.current),
    () => setTimeout(() => verdicts.current?.scrollIntoView({ block: "nearest" })),
  );

  return (
    <div class="predict-layout">
      <form
        ref={form}
        class="card stack"
        onSubmit={(event) => {
          event.preventDefault();
          record.predict();
        }}
        noValidate
      >
        <h2>{given?.title && given.record ? `Record: ${given.title}` : "Record"}</h2>
        <RandomRecord
          labelled={models[0].model.metrics.confusion !== null}
          busy={busy.value}
          onFill={record.fill}
        />
        <PasteRecord inputs={inputs} layouts={layouts} onRecord={record.put} />
        <RecordFields
          inputs={inputs}
          rankings={models.map(({ ranking }) => ranking)}
          texts={texts.value}
          errors={errors.value}
          onChange={record.type}
        />
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
      <AnswerSection
        models={models}
        answer={answer.value}
        stale={stale.value}
        verdicts={verdicts}
        onTry={record.tryValue}
      />
    </div>
  );
}
