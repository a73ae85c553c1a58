import { useSignal } from "@preact/signals";
import { useEffect, useId } from "preact/hooks";
import { IS_BROWSER } from "fresh/runtime";
import { callApi } from "../../lib/web/api.ts";
import { formatCount, formatMetric, formatNumber } from "../../lib/base/format.ts";
import { errorMessage } from "../../lib/web/problem.ts";
import type { ModelAgreement } from "../../lib/explain/review/types.ts";
import type { FlaggedRows } from "../../lib/learning/metrics/types.ts";
import type { ScoredModel } from "../../components/charts/scored_model.ts";
import { Notice } from "../../components/Notice.tsx";
import { ScrollTable } from "../../components/ScrollTable.tsx";
import { AgreementTable } from "../../components/run/AgreementTable.tsx";

/** Models that are compared at first, so that a look costs little. */
const FIRST_CHOICE = 3;
const MOST_CHOSEN = 8;

/** How far models of a run agree, and what a hybrid of them would find. */
export function RunAgreement({ models }: { models: ScoredModel[] }) {
  const chosen = useSignal(models.slice(0, FIRST_CHOICE).map(({ result }) => result.model));
  const agreement = useSignal<{ ids: string[]; answer: ModelAgreement } | null>(null);
  const failure = useSignal<string | null>(null);
  const id = useId();
  const thresholds = models.map(({ result }) => JSON.stringify(result.threshold)).join();

  useEffect(() => {
    const ids = chosen.value;
    failure.value = null;
    if (ids.length < 2) {
      agreement.value = null;
      return;
    }
    const leaving = new AbortController();
    const path = `/agreement?models=${ids.join(",")}`;
    // The thresholds, which the server answers on the same thread, come first.
    const timer = setTimeout(() =>
      callApi<ModelAgreement>("GET", path, undefined, leaving.signal).then(
        (answer) => agreement.value = { ids, answer },
        (error) => leaving.signal.aborted || (failure.value = errorMessage(error)),
      )
    );
    return () => {
      clearTimeout(timer);
      leaving.abort();
    };
  }, [chosen.value, thresholds]);

  function choose(model: string, on: boolean): void {
    const wanted = models.map(({ result }) => result.model).filter((each) =>
      each === model ? on : chosen.value.includes(each)
    );
    if (wanted.length <= MOST_CHOSEN) chosen.value = wanted;
  }

  const shown = agreement.value;
  const titles =
    shown?.ids.map((each) => models.find(({ result }) => result.model === each)?.title ?? each) ??
      [];
  return (
    <div class="card stack">
      <fieldset class="row">
        <legend class="visually-hidden">Models whose decisions are set side by side</legend>
        {models.map(({ title, result: { model } }) => (
          <div key={model} class="choice">
            <input
              type="checkbox"
              id={`${id}-${model}`}
              checked={chosen.value.includes(model)}
              disabled={!IS_BROWSER}
              onChange={(event) => choose(model, event.currentTarget.checked)}
            />
            <label for={`${id}-${model}`}>
              {title}
              <span class="visually-hidden">, in the agreement</span>
            </label>
          </div>
        ))}
      </fieldset>
      {failure.value && <Notice tone="error" live>{failure.value}</Notice>}
      {chosen.value.length < 2
        ? <p class="muted">Choose two models or more.</p>
        : shown === null
        ? <p class="muted loading-space" role="status">Counting…</p>
        : (
          <>
            <AgreementTable
              title="the models chosen"
              agreement={shown.answer}
              titles={titles}
            />
            <h3>What a hybrid of them would find</h3>
            <HybridTable agreement={shown.answer} />
            <details>
              <summary>Records flagged by every model</summary>
              <AgreedRecords agreement={shown.answer} titles={titles} ids={shown.ids} />
            </details>
          </>
        )}
    </div>
  );
}

function HybridTable({ agreement }: { agreement: ModelAgreement }) {
  const { all, majority, any, members, perClass } = agreement;
  const labelled = perClass.length > 0;
  const rules: [string, FlaggedRows][] = [
    ["Unanimous", all],
    ...(members.length > 2 ? [["Majority", majority] as [string, FlaggedRows]] : []),
    ["Any model", any],
  ];
  return (
    <ScrollTable label="Hybrids of the models chosen">
      <thead>
        <tr>
          <th scope="col">Hybrid</th>
          <th scope="col" class="number">Flagged</th>
          {labelled && <th scope="col" class="number">Precision</th>}
          {labelled && <th scope="col" class="number">Recall</th>}
        </tr>
      </thead>
      <tbody>
        {rules.map(([name, { flagged, precision, recall }]) => (
          <tr key={name}>
            <th scope="row">{name}</th>
            <td class="number">{formatCount(flagged)}</td>
            {labelled && <td class="number">{formatMetric(precision)}</td>}
            {labelled && <td class="number">{formatMetric(recall)}</td>}
          </tr>
        ))}
      </tbody>
    </ScrollTable>
  );
}

interface AgreedRecordsProps {
  agreement: ModelAgreement;
  titles: string[];
  ids: string[];
}

function AgreedRecords({ agreement: { records }, titles, ids }: AgreedRecordsProps) {
  if (records.length === 0) return <p>No test record is flagged by all.</p>;
  const labelled = records.some(({ label }) => label !== null);
  return (
    <>
      <p class="muted small">
        High confidence: those with the highest ranks first, 20 at most. Records with the same
        scores and label are one row.
      </p>
      <ScrollTable label="Records flagged by every model" tall>
        <thead>
          <tr>
            <th scope="col">Record</th>
            {labelled && <th scope="col">Label</th>}
            {titles.map((title) => <th key={title} scope="col" class="number">{title}</th>)}
            <th scope="col" class="number">Similar records</th>
          </tr>
        </thead>
        <tbody>
          {records.map(({ row, label, attack, scores, records }) => (
            <tr key={row}>
              <th scope="row" class="nowrap">
                <a href={`/predict?model=${ids[0]}&row=${row}`}>Explain row {formatCount(row)}</a>
              </th>
              {labelled && (
                <td class="name-cell">
                  {label} {attack === false && <span class="muted">(normal)</span>}
                </td>
              )}
              {scores.map((score, index) => (
                <td key={titles[index]} class="number">{formatNumber(score)}</td>
              ))}
              <td class="number">{formatCount(records)}</td>
            </tr>
          ))}
        </tbody>
      </ScrollTable>
    </>
  );
}
