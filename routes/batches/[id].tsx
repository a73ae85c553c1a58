import { HttpError, page } from "fresh";
import { BatchResults } from "../(_components)/BatchResults.tsx";
import { Notice } from "../../components/Notice.tsx";
import { PageHead } from "../../components/PageHead.tsx";
import { StatusBadge } from "../../components/StatusBadge.tsx";
import { ApiButton } from "../../islands/ApiButton.tsx";
import { BatchMonitor } from "../../islands/BatchMonitor.tsx";
import type { Batch } from "../../lib/resources/batch.ts";
import { formatPlural } from "../../lib/base/format.ts";
import { define } from "../../utils.ts";

export const handler = define.handlers({
  async GET({ params, state: { netsift } }) {
    const batch = netsift.batches.get(params.id);
    if (!batch) throw new HttpError(404);
    const { request, result } = batch;
    const models = await Promise.all((result?.models ?? []).map(async (model) => {
      const highest = await netsift.recordDetails.addTo(
        request.dataset,
        model.model,
        model.highest,
      );
      return { ...model, highest };
    }));
    return page({
      batch,
      result: result && { ...result, models },
      hasRecords: netsift.batches.records(batch) !== null,
    });
  },
});

export default define.page<typeof handler>(function BatchPage({ data }) {
  const { batch, result, hasRecords } = data;
  const { id, name, status, request, datasetName, progress } = batch;
  const isActive = status === "queued" || status === "running";
  return (
    <>
      <PageHead
        title={name}
        up={{ href: "/batches", text: "Batches" }}
        lede={
          <>
            <StatusBadge status={status} /> {formatPlural(request.models.length, "model")} on{" "}
            {hasRecords ? <a href={`/datasets/${request.dataset}`}>{datasetName}</a> : datasetName}
          </>
        }
      >
        {isActive
          ? (
            <ApiButton
              label="Cancel"
              icon="stop"
              method="POST"
              path={`/batches/${id}/cancel`}
              next={`/batches/${id}`}
            />
          )
          : (
            <>
              <ApiButton
                label="Rerun"
                icon="play"
                method="POST"
                path={`/batches/${id}/retry`}
                next="/batches/{id}"
              />
              <ApiButton
                label="Delete"
                tone="danger"
                method="DELETE"
                path={`/batches/${id}`}
                next="/batches"
                confirm={{
                  title: `Delete the batch "${name}"?`,
                  text: "Its scores are deleted. The dataset and the models are kept.",
                }}
              />
            </>
          )}
      </PageHead>
      {isActive
        ? <BatchMonitor id={id} progress={progress} />
        : result
        ? <BatchResults batch={batch} result={result} hasRecords={hasRecords} />
        : <BatchEnd batch={batch} />}
    </>
  );
});

/** A batch without scores: what happened. */
function BatchEnd({ batch: { status, error } }: { batch: Batch }) {
  if (status === "cancelled") {
    return <Notice>This batch was cancelled. No scores were kept.</Notice>;
  }
  return (
    <Notice tone={status === "interrupted" ? "warning" : "error"}>
      <p>
        <strong>
          {status === "interrupted" ? "This batch was interrupted." : "This batch failed."}
        </strong>{" "}
        {error}
      </p>
    </Notice>
  );
}
