import { ColumnTable } from "../../islands/ColumnTable.tsx";
import { formatBytes, formatCount, formatPlural, formatShare } from "../../lib/browser/format.ts";
import type { DatasetProfile, RecordTable } from "../../lib/datasets/types.ts";
import { Fact } from "../Fact.tsx";
import { formatName } from "../format_name.ts";
import { Notice } from "../Notice.tsx";
import { LabelTable } from "./LabelTable.tsx";
import { RecordPreview } from "./RecordPreview.tsx";
import { RejectedLines } from "./RejectedLines.tsx";

interface DatasetProfileViewProps {
  profile: DatasetProfile;
  preview: RecordTable | null;
}

/** Everything that is known of a dataset that is ready. */
export function DatasetProfileView({ profile, preview }: DatasetProfileViewProps) {
  const { rows, columns, labels, labelColumn, duplicates, rejected, warnings } = profile;
  const attacks = labels.reduce((sum, { attack, count }) => sum + (attack ? count : 0), 0);
  return (
    <div class="stack-large">
      {warnings.length > 0 && (
        <Notice tone="warning">
          {warnings.length === 1
            ? <p>{warnings[0]}</p>
            : <ul>{warnings.map((warning) => <li key={warning}>{warning}</li>)}</ul>}
        </Notice>
      )}
      <section class="card" aria-label="Facts">
        <dl class="facts">
          <Fact name="Format" value={formatName(profile.format)} />
          <Fact name="Rows" value={formatCount(rows)} />
          <Fact name="Columns" value={formatCount(columns.length)} />
          <Fact name="File size" value={formatBytes(profile.bytes)} />
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
          <Fact name="Rejected lines" value={formatCount(rejected.count)} />
        </dl>
      </section>
      {rejected.count > 0 && (
        <section class="stack" aria-labelledby="rejected-title">
          <h2 id="rejected-title">{formatPlural(rejected.count, "line")} could not be read</h2>
          <RejectedLines rejected={rejected} />
        </section>
      )}
      {labels.length > 0 && (
        <section class="stack" aria-labelledby="labels-title">
          <h2 id="labels-title">Labels</h2>
          <LabelTable labels={labels} rows={rows} />
        </section>
      )}
      <section class="stack" aria-labelledby="columns-title">
        <h2 id="columns-title">Columns</h2>
        <ColumnTable columns={columns} rows={rows} />
      </section>
      {preview && (
        <section class="stack" aria-labelledby="preview-title">
          <h2 id="preview-title">First rows</h2>
          <RecordPreview table={preview} />
        </section>
      )}
    </div>
  );
}
