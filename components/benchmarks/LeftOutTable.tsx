import type { ReproducedRow } from "../../lib/benchmarks/report.ts";
import { ScrollTable } from "../ScrollTable.tsx";
import { MeanMetric } from "./MeanMetric.tsx";

/** Recall of attacks that training lacked. */
export function LeftOutTable({ rows }: { rows: ReproducedRow[] }) {
  const models = [...new Set(rows.map(({ model }) => model))];
  const names = [...new Set(rows.map(({ data }) => data))];
  return (
    <div class="stack">
      <h3>Recall of an attack that was left out of training</h3>
      <ScrollTable label="Recall of an attack that was left out of training">
        <thead>
          <tr>
            <th scope="col">Attack left out</th>
            {models.map((model) => <th key={model} scope="col" class="number">{model}</th>)}
          </tr>
        </thead>
        <tbody>
          {names.map((data) => (
            <tr key={data}>
              <th scope="row">{data.slice(data.lastIndexOf(": ") + 2)}</th>
              {models.map((model) => (
                <td key={model} class="number">
                  <MeanMetric
                    {...rows.find((row) => row.data === data && row.model === model)!}
                  />
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </ScrollTable>
    </div>
  );
}
