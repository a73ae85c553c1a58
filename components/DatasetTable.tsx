import type { ComponentChildren } from "preact";
import { formatBytes, formatCount, formatPlural, formatShare } from "../lib/base/format.ts";
import type { DatasetSummary } from "../lib/resources/dataset.ts";
import { formatName } from "../lib/datasets/format_name.ts";
import { ScrollTable } from "./ScrollTable.tsx";
import { StatusBadge } from "./StatusBadge.tsx";
import { Time } from "./Time.tsx";

interface DatasetTableProps {
  datasets: DatasetSummary[];
  /** Before each dataset, such as a checkbox. */
  choice?: (dataset: DatasetSummary) => ComponentChildren;
}

/** Datasets, newest first. */
export function DatasetTable({ datasets, choice }: DatasetTableProps) {
  return (
    <ScrollTable label="Datasets">
      <thead>
        <tr>
          {choice && (
            <th scope="col" class="narrow">
              <span class="visually-hidden">Choose</span>
            </th>
          )}
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
            {choice && <td>{choice(dataset)}</td>}
            <th scope="row" class="name-cell">
              <a href={`/datasets/${dataset.id}`}>{dataset.name}</a>
            </th>
            <td>
              <StatusBadge status={dataset.needsConfirmation ? "unconfirmed" : dataset.status} />
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
  );
}

function describeLabels({ labels, rows }: DatasetSummary): string {
  if (labels.length === 0) return "None";
  const attacks = labels.reduce((sum, { attack, count }) => sum + (attack ? count : 0), 0);
  const share = rows ? `, ${formatShare(attacks / rows)} attacks` : "";
  return `${formatPlural(labels.length, "label")}${share}`;
}
