import { Icon } from "../Icon.tsx";
import { Term } from "../Term.tsx";

interface BatchDownloadsProps {
  /** Of the batch. */
  id: string;
  /** Whether the dataset still exists. */
  hasRecords: boolean;
}

/** The scores of a batch as files. */
export function BatchDownloads({ id, hasRecords }: BatchDownloadsProps) {
  const base = `/api/v1/batches/${id}/scores`;
  return (
    <section class="card stack" aria-labelledby="downloads-title">
      <h2 id="downloads-title">Download scores</h2>
      <p class="muted small">
        For each row: score, verdict, <Term name="Severity">severity</Term>{" "}
        and reasons of each model.
      </p>
      <div class="row">
        <a class="button" href={`${base}.csv`}>
          <Icon name="download" /> CSV
        </a>
        <a class="button" href={`${base}.ndjson`}>
          <Icon name="download" /> NDJSON
        </a>
        <a class="button" href={`${base}.parquet`}>
          <Icon name="download" /> Parquet
        </a>
        {hasRecords && (
          <>
            <a class="button" href={`${base}.csv?records=true`}>
              <Icon name="download" /> CSV with the records
            </a>
            <a class="button" href={`${base}.csv?records=true&flagged=true`}>
              <Icon name="download" /> CSV of the flagged records
            </a>
          </>
        )}
      </div>
    </section>
  );
}
