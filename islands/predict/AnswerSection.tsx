import { useSignal } from "@preact/signals";
import type { RefObject } from "preact";
import { Verdict } from "../../components/predict/Verdict.tsx";
import { WindowNote } from "../../components/predict/WindowNote.tsx";
import { tabId, Tabs } from "../controls/Tabs.tsx";
import { ModelAnswer, type ShownModel } from "./ModelAnswer.tsx";
import { ShareRecord } from "./ShareRecord.tsx";
import type { Answer } from "./use_prediction.ts";

const PANEL = "answer-panel";

interface AnswerSectionProps {
  models: ShownModel[];
  /** `null` before the first. */
  answer: Answer | null;
  /** Whether the record has changed since. */
  stale: boolean;
  /** Of the verdicts. */
  verdicts: RefObject<HTMLDivElement>;
  onTry: (feature: string, value: string | number) => void;
}

/** What the models say about a record, and why. */
export function AnswerSection({ models, answer, stale, verdicts, onTry }: AnswerSectionProps) {
  const several = models.length > 1;
  return (
    <section class="card stack" aria-labelledby="answer-title">
      <h2 id="answer-title">{several ? "Answers" : "Answer"}</h2>
      {answer && stale && (
        <p class="muted">The form has changed since this answer. Press Predict again.</p>
      )}
      <div role="status" ref={verdicts} class="stack">
        {answer
          ? models.map(({ model, histogram, title }, index) => (
            <Verdict
              key={model.id}
              title={several ? title : undefined}
              model={model}
              histogram={histogram}
              prediction={answer.predictions[index]}
              label={answer.label}
            />
          ))
          : (
            <p class="muted">
              Fill in a record, or use a random one from the test data, and press Predict.
            </p>
          )}
      </div>
      {models.map(({ model, title }) =>
        model.context !== undefined && (
          <WindowNote
            key={model.id}
            context={model.context}
            title={several ? title : undefined}
          />
        )
      )}
      {answer && <Explanations models={models} answer={answer} onTry={onTry} />}
    </section>
  );
}

interface ExplanationsProps {
  models: ShownModel[];
  answer: Answer;
  onTry: (feature: string, value: string | number) => void;
}

function Explanations({ models, answer, onTry }: ExplanationsProps) {
  const selected = useSignal(0);
  const titles = models.map(({ title }) => title);
  const several = models.length > 1;
  return (
    <>
      {several && (
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
        {...(several && { role: "tabpanel", "aria-labelledby": tabId(PANEL, selected.value) })}
      >
        <ModelAnswer
          key={`${answer.number} ${selected.value}`}
          shown={models[selected.value]}
          record={answer.record}
          prediction={answer.predictions[selected.value]}
          onTry={onTry}
        />
      </div>
      <ShareRecord
        models={models.map(({ model }) => model)}
        titles={titles}
        record={answer.record}
        origin={location.origin}
      />
    </>
  );
}
