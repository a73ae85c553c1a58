import type { ReproducedRow } from "../../lib/benchmarks/report.ts";
import { ScrollTable } from "../ScrollTable.tsx";
import { MeanMetric } from "./MeanMetric.tsx";
import { plain } from "./plain.ts";
import { Reached } from "./Reached.tsx";

/** Metrics of one project, those of one protocol together. */
export function MetricTable({ label, rows }: { label: string; rows: ReproducedRow[] }) {
  const protocols = [...new Set(rows.map(({ protocol }) => protocol))];
  return (
    <ScrollTable label={label}>
      <thead>
        <tr>
          <th scope="col">Data</th>
          <th scope="col">Model</th>
          <th scope="col">Metric</th>
          <th scope="col" class="number">Reported</th>
          <th scope="col" class="number">Netsift</th>
          <th scope="col">Reached</th>
        </tr>
      </thead>
      {protocols.map((protocol) => {
        const own = rows.filter((row) => row.protocol === protocol);
        const notes = [...new Set(own.flatMap(({ note }) => note ?? []))];
        return (
          <tbody key={protocol}>
            <tr>
              <th scope="rowgroup" colSpan={6}>
                {protocol}
                {own[0].usesTest && <span class="badge badge-warning">Uses test data</span>}
                {notes.map((note) => (
                  <span key={note} class="under muted small">{plain(note)}</span>
                ))}
              </th>
            </tr>
            {own.map(({ data, model, metric, reported, ours, std, reached }) => (
              <tr key={`${data} ${model} ${metric}`}>
                <td>{plain(data)}</td>
                <td>{model}</td>
                <td class="nowrap">{metric}</td>
                <td class="number">{reported}</td>
                <td class="number">
                  <MeanMetric ours={ours} std={std} />
                </td>
                <td>
                  <Reached reached={reached} />
                </td>
              </tr>
            ))}
          </tbody>
        );
      })}
    </ScrollTable>
  );
}
