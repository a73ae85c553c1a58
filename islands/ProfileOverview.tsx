import type { Signal } from "@preact/signals";
import { Fact } from "../components/Fact.tsx";
import { formatName } from "../lib/datasets/format_name.ts";
import { Notice } from "../components/Notice.tsx";
import { formatBytes, formatCount, formatPlural, formatShare } from "../lib/base/format.ts";
import { needsConfirmation, rejectedWarnings } from "../lib/datasets/rejected_lines.ts";
import { isFeature } from "../lib/datasets/columns/roles.ts";
import type { DatasetProfile } from "../lib/resources/dataset.ts";

/** The main numbers of a dataset and what a person should know before using it. */
export function ProfileOverview({ profile }: { profile: Signal<DatasetProfile> }) {
  const { format, rows, columns, bytes, labels, labelColumn, duplicates, rejected } = profile.value;
  // The request to confirm the dataset, above, says the same.
  const told = needsConfirmation(profile.value) ? rejectedWarnings(profile.value) : [];
  const warnings = profile.value.warnings.filter((warning) => !told.includes(warning));
  const attacks = labels.reduce((sum, { attack, count }) => sum + (attack ? count : 0), 0);
  const dropped = labels.reduce((sum, label) => sum + label.dropped, 0);
  const missing = columns.reduce((sum, column) => sum + column.missing, 0);
  const infinite = columns.reduce((sum, column) => sum + column.infinite, 0);
  const inColumns = (kind: "missing" | "infinite") =>
    `in ${formatPlural(columns.filter((column) => column[kind] > 0).length, "column")}`;
  return (
    <div class="stack">
      {warnings.length > 0 && (
        <Notice tone="warning">
          {warnings.length === 1
            ? <p>{warnings[0]}</p>
            : <ul>{warnings.map((warning) => <li key={warning}>{warning}</li>)}</ul>}
        </Notice>
      )}
      <section class="card" aria-label="Facts">
        <dl class="facts">
          <Fact name="Format" value={formatName(format)} />
          <Fact name="Rows" value={formatCount(rows)} />
          <Fact
            name="Columns"
            value={formatCount(columns.length)}
            note={formatPlural(columns.filter(({ role }) => isFeature(role)).length, "feature")}
          />
          <Fact name="File size" value={formatBytes(bytes)} />
          <Fact
            name="Attacks"
            value={labels.length === 0 ? "Unknown" : formatShare(attacks / rows)}
            note={labelColumn === null ? "no label column" : `by column ${labelColumn}`}
          />
          <Fact
            name="Duplicates"
            value={formatCount(duplicates.rows)}
            note={`${formatShare(duplicates.share)} of rows`}
          />
          <Fact
            name="Missing values"
            value={formatCount(missing)}
            note={missing > 0 ? inColumns("missing") : undefined}
          />
          {infinite > 0 && (
            <Fact
              name="Infinite values"
              value={formatCount(infinite)}
              note={inColumns("infinite")}
            />
          )}
          {dropped > 0 && (
            <Fact
              name="Left out of runs"
              value={formatCount(dropped)}
              note={`${formatShare(dropped / rows)} of rows`}
            />
          )}
          <Fact name="Rejected lines" value={formatCount(rejected.count)} />
        </dl>
      </section>
    </div>
  );
}
