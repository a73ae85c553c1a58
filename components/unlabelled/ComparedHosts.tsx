import { formatCount, formatPlural } from "../../lib/base/format.ts";
import type { ComparedHost, RunComparison } from "../../lib/explain/comparison/types.ts";
import { ScrollTable } from "../ScrollTable.tsx";

interface ComparedHostsProps {
  comparison: RunComparison;
  /** By id of the model. */
  titles: ReadonlyMap<string, string>;
  /** Id of the test dataset. */
  dataset: string;
}

/** The hosts that models find unusual, each with what every model flags of it. */
export function ComparedHosts({ comparison, titles, dataset }: ComparedHostsProps) {
  const { hosts, models } = comparison;
  if (!hosts) return null;
  const { column, total, unusual, top } = hosts;
  return (
    <section class="card" aria-labelledby="compared-hosts-title">
      <header>
        <h2 id="compared-hosts-title">Hosts, worst first</h2>
        <p>
          {unusual === 0
            ? `None of ${
              formatPlural(total, "host")
            } (column “${column}”) has more flagged records than chance explains.`
            : `${top.length < unusual ? `${formatCount(top.length)} of the ` : ""}${
              formatCount(unusual)
            } of ${
              formatPlural(total, "host")
            } (column “${column}”) with more flagged records than chance explains.`}{" "}
          <a href={`/datasets/${dataset}`}>Run a detection</a> on the test data to see when and why.
        </p>
      </header>
      {top.length > 0 && (
        <ScrollTable label="Hosts, worst first" pinned>
          <thead>
            <tr>
              <th scope="col">Host</th>
              <th scope="col" class="number">Found by</th>
              <th scope="col" class="number">Records</th>
              {models.map((id) => <th key={id} scope="col" class="number">{titles.get(id)}</th>)}
            </tr>
          </thead>
          <tbody>{top.map((host) => <HostRow key={host.host} {...host} />)}</tbody>
        </ScrollTable>
      )}
    </section>
  );
}

function HostRow({ host, records, models }: ComparedHost) {
  return (
    <tr>
      <th scope="row" class="name-cell">{host}</th>
      <td class="number">
        {models.filter(({ unusual }) => unusual).length} of {models.length}
      </td>
      <td class="number">{formatCount(records)}</td>
      {models.map(({ flagged, unusual }, index) => (
        <td key={index} class="number">
          {unusual
            ? <strong>{formatCount(flagged)} flagged</strong>
            : <span class="muted">usual ({formatCount(flagged)} flagged)</span>}
        </td>
      ))}
    </tr>
  );
}
