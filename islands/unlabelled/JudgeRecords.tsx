import { useSignal } from "@preact/signals";
import { useRef } from "preact/hooks";
import type { ScoredModel } from "../../components/charts/scored_model.ts";
import { Notice } from "../../components/Notice.tsx";
import { ProgressBar } from "../../components/ProgressBar.tsx";
import type { Judgements } from "../../lib/explain/judgements/types.ts";
import type { JudgedVerdict } from "../../lib/resources/judgement.ts";
import { describeAttackShare } from "../../lib/web/unlabelled/describe_attack_share.ts";
import { SelectField } from "../controls/SelectField.tsx";
import { JudgedRecord } from "./JudgedRecord.tsx";
import { useJudgements } from "./use_judgements.ts";

/** Lets a person judge flagged records, drawn at random, and says what follows for all of them. */
export function JudgeRecords({ models }: { models: ScoredModel[] }) {
  const chosen = useSignal(models[0].result.model);
  const model = models.find(({ result }) => result.model === chosen.value) ?? models[0];
  const frame = useRef<HTMLElement>(null);
  return (
    <section ref={frame} class="card" id="judge" aria-labelledby="judge-title">
      <header>
        <h2 id="judge-title">Judge 20 records</h2>
        <p>
          A random sample of the flagged records, so that your verdicts give an estimate for all of
          them. Verdicts are saved, and you can change them.
        </p>
      </header>
      <div class="stack">
        {models.length > 1 && (
          <SelectField
            id="judged-model"
            label="Detector"
            value={model.result.model}
            onChange={(id) => chosen.value = id}
          >
            {models.map(({ title, result }) => (
              <option key={result.model} value={result.model}>{title}</option>
            ))}
          </SelectField>
        )}
        <Drawn key={model.result.model} model={model} frame={frame} />
      </div>
    </section>
  );
}

interface DrawnProps {
  model: ScoredModel;
  frame: { current: HTMLElement | null };
}

function Drawn({ model: { title, result }, frame }: DrawnProps) {
  const { judgements, failure, judge } = useJudgements(result.model, result.threshold, frame);
  const { value } = judgements;
  return (
    <>
      {failure.value && <Notice tone="error" live>{failure.value}</Notice>}
      {value === null
        ? !failure.value && <p class="muted judge-space" role="status">Drawing records…</p>
        : value.records.length === 0
        ? <p>{title} flags no records.</p>
        : <Judging model={result.model} judgements={value} judge={judge} />}
    </>
  );
}

interface JudgingProps {
  model: string;
  judgements: Judgements;
  judge: (row: number, verdict: JudgedVerdict | null) => Promise<boolean>;
}

function Judging({ model, judgements, judge }: JudgingProps) {
  const { records, columns, time, flagged, estimate } = judgements;
  const open = records.findIndex(({ verdict }) => verdict === null);
  const place = useSignal(open < 0 ? 0 : open);
  const judged = records.filter(({ verdict }) => verdict !== null).length;
  const index = Math.min(place.value, records.length - 1);
  const record = records[index];

  async function answer(verdict: JudgedVerdict | null): Promise<void> {
    if (!(await judge(record.row, verdict)) || verdict === null) return;
    if (index < records.length - 1) place.value = index + 1;
  }

  return (
    <>
      <ProgressBar
        label={`${judged} of ${records.length} judged`}
        fraction={judged / records.length}
      />
      <p role="status" class="empty-none">
        {estimate && <strong>{describeAttackShare(estimate, flagged)}</strong>}
      </p>
      <JudgedRecord
        key={record.row}
        model={model}
        record={record}
        columns={columns}
        time={time}
        title={`Record ${index + 1} of ${records.length}`}
        onAnswer={answer}
      />
      <div class="row">
        <button
          type="button"
          class="button button-small"
          disabled={index === 0}
          onClick={() => place.value = index - 1}
        >
          Previous record
        </button>
        <button
          type="button"
          class="button button-small"
          disabled={index === records.length - 1}
          onClick={() => place.value = index + 1}
        >
          Next record
        </button>
      </div>
    </>
  );
}
