import { factsWords } from "../../lib/web/results/describe_engine.ts";
import { formatCount, formatDuration } from "../../lib/base/format.ts";
import type { ComparedModel } from "../../lib/web/comparison/types.ts";
import { ScrollTable } from "../ScrollTable.tsx";
import { ComparedHead } from "./ComparedHead.tsx";

/** What training and scoring took. */
export function ComparedCosts({ models }: { models: ComparedModel[] }) {
  const rows: { name: string; value: (model: ComparedModel) => string }[] = [
    { name: "Training", value: ({ result }) => formatDuration(result.fitMs) },
    { name: "Training records", value: ({ result }) => formatCount(result.trainedRows) },
    { name: "Scoring the test data", value: ({ result }) => formatDuration(result.scoreMs) },
    {
      name: "Records scored per second",
      value: ({ result: { testRows, scoreMs } }) =>
        scoreMs === 0 ? "n/a" : formatCount((1000 * testRows) / scoreMs),
    },
    ...(models.some(({ result }) => result.engine)
      ? [{
        name: "Engine",
        value: ({ result }: ComparedModel) => result.engine ? factsWords(result.engine) : "none",
      }]
      : []),
  ];
  return (
    <div class="stack">
      <ScrollTable label="Cost of the models">
        <ComparedHead models={models} first="Cost" />
        <tbody>
          {rows.map(({ name, value }) => (
            <tr key={name}>
              <th scope="row">{name}</th>
              {models.map((model) => <td key={model.result.model} class="number">{value(model)}
              </td>)}
            </tr>
          ))}
        </tbody>
      </ScrollTable>
      <p class="muted small">
        Times were measured during the runs, which may have shared the machine with other work.
      </p>
    </div>
  );
}
