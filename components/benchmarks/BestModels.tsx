import type { BestModel } from "../../lib/benchmarks/report.ts";
import { ScrollTable } from "../ScrollTable.tsx";
import { MeanMetric } from "./MeanMetric.tsx";
import { Reached } from "./Reached.tsx";
import { plain } from "./plain.ts";

/** The model that Netsift recommends for each data set, beside the best published metric. */
export function BestModels({ best }: { best: BestModel[] }) {
  return (
    <>
      <ScrollTable label="Best models">
        <thead>
          <tr>
            <th scope="col">Data</th>
            <th scope="col">Model</th>
            <th scope="col">Metric</th>
            <th scope="col" class="number">Published</th>
            <th scope="col" class="number">Netsift</th>
            <th scope="col">Reached</th>
            <th scope="col">Command</th>
          </tr>
        </thead>
        <tbody>
          {best.map(({ data, model, metric, reported, source, ours, std, reached, command }) => (
            <tr key={`${data} ${metric}`}>
              <th scope="row">{plain(data)}</th>
              <td>{model}</td>
              <td class="nowrap">{metric}</td>
              <td class="number">
                {reported}
                <span class="under muted small">{source}</span>
              </td>
              <td class="number">
                <MeanMetric ours={ours} std={std} />
              </td>
              <td>
                <Reached reached={reached} />
              </td>
              <td>
                <code class="small">{command}</code>
              </td>
            </tr>
          ))}
        </tbody>
      </ScrollTable>
      {best.map(({ data, metric, note }) =>
        note && <p class="muted small" key={data}>{`${plain(data)}, ${metric}: ${plain(note)}`}</p>
      )}
    </>
  );
}
