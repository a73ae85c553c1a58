import { ReloadWhenDone } from "../islands/ReloadWhenDone.tsx";
import { formatBytes, formatCount, formatPlural, formatShare } from "../lib/browser/format.ts";
import type { DatasetSummary } from "../lib/datasets/types.ts";
import { formatName } from "./format_name.ts";
import { ScrollTable } from "./ScrollTable.tsx";
import { StatusBadge } from "./StatusBadge.tsx";
import { Time } from "./Time.tsx";

/** Datasets, newest first. */
export function DatasetTable({ datasets }: { datasets: DatasetSummary[] }) {
  const active = datasets.filter(({ status }) => status === "ingesting");
  return (
    <>
      <ReloadWhenDone events={active.map(({ id }) => `/api/v1/datasets/${id}/events`)} />
      <ScrollTable label="Datasets">
        <thead>
          <tr>
            <th scope="col">Dataset</th>
            <th scope="col">Status</th>
            <th scope="col">Format</th>
            <th scope="col" class="number">Rows</th>
            <th scope="col" class="number">Columns</th>
            <th scope="col">Labels</th>
            <th scope="col" class="number">Size</th>
            <th scope="col">Added</th>
          </tr>
        </thead>
        <tbody>
          {datasets.map((dataset) => (
            <tr key={dataset.id}>
              <th scope="row" class="name-cell">
                <a href={`/datasets/${dataset.id}`}>{dataset.name}</a>
              </th>
              <td>
                <StatusBadge status={dataset.status} />
              </td>
              <td class="nowrap">{dataset.format ? formatName(dataset.format) : ""}</td>
              <td class="number">{dataset.rows === null ? "" : formatCount(dataset.rows)}</td>
              <td class="number">{dataset.columns === null ? "" : formatCount(dataset.columns)}</td>
              <td>{dataset.status === "ready" ? describeLabels(dataset) : ""}</td>
              <td class="number">{formatBytes(dataset.bytes)}</td>
              <td>
                <Time at={dataset.createdAt} />
              </td>
            </tr>
          ))}
        </tbody>
      </ScrollTable>
    </>
  );
}

function describeLabels({ labels, rows }: DatasetSummary): string {
  if (labels.length === 0) return "None";
  const attacks = labels.reduce((sum, { attack, count }) => sum + (attack ? count : 0), 0);
  const share = rows ? `, ${formatShare(attacks / rows)} attacks` : "";
  return `${formatPlural(labels.length, "label")}${share}`;
}
