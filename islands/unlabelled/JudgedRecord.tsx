import { formatCount, formatNumber } from "../../lib/base/format.ts";
import { findingTime } from "../../lib/web/results/finding_times.ts";
import type { Judgements, RecordToJudge } from "../../lib/explain/judgements/types.ts";
import type { JudgedVerdict } from "../../lib/resources/judgement.ts";

const ANSWERS: { verdict: JudgedVerdict; title: string }[] = [
  { verdict: "attack", title: "Attack" },
  { verdict: "benign", title: "Benign, expected" },
  { verdict: "unsure", title: "Can’t tell" },
];

interface JudgedRecordProps {
  /** Id of the model. */
  model: string;
  record: RecordToJudge;
  /** Of its identity. */
  columns: string[];
  /** Column of its time. */
  time: Judgements["time"];
  title: string;
  /** Gets the verdict; `null` takes the one that there is back. */
  onAnswer: (verdict: JudgedVerdict | null) => void;
}

/** A flagged record: what it is, why it is flagged, and what a person says about it. */
export function JudgedRecord({ model, record, columns, time, title, onAnswer }: JudgedRecordProps) {
  const { row, score, identity, reasons, verdict } = record;
  return (
    <div class="stack" role="group" aria-label={title}>
      <h3>{title}</h3>
      <dl class="facts">
        {time && (
          <div>
            <dt>{time.column}</dt>
            <dd>{record.time === null ? "unknown" : findingTime(record.time, time.elapsed)}</dd>
          </div>
        )}
        {columns.map((name, index) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd class="judge-value">{identity[index] ?? "none"}</dd>
          </div>
        ))}
        <div>
          <dt>Row</dt>
          <dd>{formatCount(row)}</dd>
        </div>
        <div>
          <dt>Score</dt>
          <dd>{formatNumber(score)}</dd>
        </div>
      </dl>
      <p>
        {reasons.length > 0
          ? `Raised the score most: ${reasons.map(describeReason).join(", ")}.`
          : "No single feature stands out."}{" "}
        <a href={`/predict?model=${model}&row=${row}`}>See the whole record and why</a>
      </p>
      <div class="row" role="group" aria-label="Your verdict">
        {ANSWERS.map((answer) => (
          <button
            key={answer.verdict}
            type="button"
            class="button button-toggle"
            aria-pressed={answer.verdict === verdict}
            onClick={() => onAnswer(answer.verdict === verdict ? null : answer.verdict)}
          >
            {answer.title}
          </button>
        ))}
      </div>
    </div>
  );
}

function describeReason({ feature, value }: RecordToJudge["reasons"][number]): string {
  const shown = value === null
    ? "missing"
    : typeof value === "number"
    ? formatNumber(value)
    : value;
  return `${feature} ${shown}`;
}
