import { useId } from "preact/hooks";
import type { ScoredModel } from "../../components/charts/scored_model.ts";
import { Notice } from "../../components/Notice.tsx";
import { AgreedRecords } from "../../components/run/AgreedRecords.tsx";
import { AgreementTable } from "../../components/run/AgreementTable.tsx";
import { HybridTable } from "../../components/run/HybridTable.tsx";
import { Checkbox } from "../controls/Checkbox.tsx";
import { useAgreement } from "./use_agreement.ts";

/** How far models of a run agree, and what a hybrid of them would find. */
export function RunAgreement({ models }: { models: ScoredModel[] }) {
  const { chosen, choose, agreement, failure } = useAgreement(models);
  const id = useId();
  const titleOf = (id: string) => models.find(({ result }) => result.model === id)?.title ?? id;
  const shown = agreement.value && { ...agreement.value, titles: agreement.value.ids.map(titleOf) };
  return (
    <div class="card stack">
      <fieldset class="row">
        <legend class="visually-hidden">Models to compare</legend>
        {models.map(({ title, result: { model } }) => (
          <Checkbox
            key={model}
            id={`${id}-${model}`}
            label={
              <>
                {title}
                <span class="visually-hidden">, in the agreement</span>
              </>
            }
            checked={chosen.value.includes(model)}
            onChange={(checked) => choose(model, checked)}
          />
        ))}
      </fieldset>
      {failure.value && <Notice tone="error" live>{failure.value}</Notice>}
      {chosen.value.length < 2
        ? <p class="muted">Choose at least two models.</p>
        : shown === null
        ? <p class="muted loading-space" role="status">Counting…</p>
        : (
          <>
            <AgreementTable
              title="the models chosen"
              agreement={shown.answer}
              titles={shown.titles}
            />
            <h3>What a hybrid of these models would find</h3>
            <HybridTable agreement={shown.answer} />
            <details>
              <summary>Records flagged by every model</summary>
              <AgreedRecords
                records={shown.answer.records}
                ids={shown.ids}
                titles={shown.titles}
              />
            </details>
          </>
        )}
    </div>
  );
}
