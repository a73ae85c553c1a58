import { formatCount, formatNumber, formatPlural } from "../../lib/base/format.ts";
import type { ScoredNeighbours } from "../../lib/explain/inspector.ts";
import type { ModelSummary, Prediction } from "../../lib/resources/model.ts";
import type { InputRecord, ModelInput } from "../../lib/learning/features/input.ts";
import { Notice } from "../../components/Notice.tsx";
import { ScrollTable } from "../../components/ScrollTable.tsx";
import { useAnswer } from "./use_answer.ts";

interface ComparedRecordProps {
  model: ModelSummary;
  inputs: ModelInput[];
  record: InputRecord;
  prediction: Prediction;
}

/** A record beside what is typical and beside the nearest normal training record. */
export function ComparedRecord({ model, inputs, record, prediction }: ComparedRecordProps) {
  const path = `/models/${model.id}/neighbours`;
  const { frame, answer, failure } = useAnswer<ScoredNeighbours>(path, record);

  const neighbour = answer.value?.neighbours[0];
  const title = `${model.id}-compared`;
  return (
    <section ref={frame} class="stack" aria-labelledby={title}>
      <h3 id={title}>Comparison with normal records</h3>
      <p class="muted small">
        Typical is the median, or the most frequent category, of the{" "}
        {model.trainedAttacks ? "training records, including attacks" : "normal training records"}.
        {" "}
        Features that moved the score most come first.
      </p>
      <div role="status">
        {failure.value
          ? <Notice tone="warning">No nearest normal record: {failure.value}</Notice>
          : answer.value === null
          ? <p class="muted">Searching the normal training records…</p>
          : neighbour
          ? (
            <p>
              Nearest of {formatPlural(answer.value.searched, "normal training record")}: row{" "}
              {formatCount(neighbour.row)} of {answer.value.dataset.name}, {neighbour.distance === 0
                ? "identical to the model"
                : `distance ${formatNumber(neighbour.distance)}`}
              {neighbour.alike > 1 && ` (the same for ${formatCount(neighbour.alike)} records)`}
              {neighbour.score !== null && `. It scores ${formatNumber(neighbour.score)}`}.
            </p>
          )
          : <p>There are no normal training records.</p>}
      </div>
      <ScrollTable label="This record beside normal ones" tall>
        <thead>
          <tr>
            <th scope="col">Feature</th>
            <th scope="col" class="number">This record</th>
            <th scope="col" class="number">Typical</th>
            <th scope="col" class="number">Nearest normal</th>
          </tr>
        </thead>
        <tbody>
          {prediction.contributions.map(({ feature, value }) => (
            <tr key={feature}>
              <th scope="row">{feature}</th>
              <td class="number">{shown(value)}</td>
              <td class="number">{shown(typicalOf(inputs, feature))}</td>
              <td class="number">
                {neighbour
                  ? (
                    <>
                      {shown(neighbour.record[feature])}
                      {!isSame(neighbour.record[feature], value) && (
                        <span class="muted" title="Differs">≠</span>
                      )}
                    </>
                  )
                  : "…"}
              </td>
            </tr>
          ))}
        </tbody>
      </ScrollTable>
    </section>
  );
}

/** The median of a number, or the most frequent category. */
export function typicalOf(inputs: ModelInput[], feature: string): string | number | null {
  const input = inputs.find(({ name }) => name === feature);
  if (!input) return null;
  return input.type === "numeric" ? input.typical : input.categories[0] ?? null;
}

function shown(value: InputRecord[string] | undefined): string {
  if (value === null || value === undefined) return "missing";
  return typeof value === "number" ? formatNumber(value) : String(value);
}

function isSame(a: InputRecord[string] | undefined, b: string | number | null): boolean {
  return String(a ?? "") === String(b ?? "");
}
