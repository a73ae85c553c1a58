import { page } from "fresh";
import { EmptyState } from "../../components/EmptyState.tsx";
import { PageHead } from "../../components/PageHead.tsx";
import { ScrollTable } from "../../components/ScrollTable.tsx";
import { StatusBadge } from "../../components/StatusBadge.tsx";
import { Time } from "../../components/Time.tsx";
import { BatchForm } from "../../islands/BatchForm.tsx";
import { ReloadWhenDone } from "../../islands/ReloadWhenDone.tsx";
import { MAX_BATCH_MODELS } from "../../lib/scoring/batch/request.ts";
import type { Batch } from "../../lib/resources/batch.ts";
import { formatCount, formatPlural } from "../../lib/base/format.ts";
import { define } from "../../utils.ts";
import { modelChoices } from "../(_components)/model_choices.ts";

export const handler = define.handlers({
  GET({ url, state: { netsift } }) {
    const models = modelChoices(netsift.models.list());
    const asked = url.searchParams.getAll("model");
    const datasets = netsift.datasets.list().filter(({ status }) => status === "ready")
      .map(({ id, name, rows }) => ({ id, title: name, note: formatPlural(rows ?? 0, "row") }));
    const dataset = url.searchParams.get("dataset");
    return page({
      batches: netsift.batches.list(),
      form: {
        models,
        datasets,
        chosen: models.filter(({ id }) => asked.includes(id)).map(({ id }) => id),
        dataset: datasets.some(({ id }) => id === dataset) ? dataset : null,
        most: MAX_BATCH_MODELS,
        maxBytes: netsift.config.maxUploadBytes,
      },
    });
  },
});

export default define.page<typeof handler>(function BatchesPage({ data: { batches, form } }) {
  return (
    <>
      <PageHead
        title="Batches"
        lede="Score whole files with one or several models: counts, scores and reasons."
      />
      {form.models.length === 0
        ? (
          <EmptyState
            title="No models yet"
            text="Train a detector first. Then you can score whole files here."
          >
            <a class="button button-primary" href="/train">Train detectors</a>
            <a class="button" href="/" aria-current="false">Demo traffic</a>
          </EmptyState>
        )
        : (
          <div class="stack-large">
            <BatchForm {...form} />
            {batches.length > 0 && <BatchTable batches={batches} />}
          </div>
        )}
    </>
  );
});

function BatchTable({ batches }: { batches: Batch[] }) {
  const active = batches.filter(({ status }) => status === "running" || status === "queued");
  return (
    <section class="stack" aria-labelledby="batches-title">
      <ReloadWhenDone events={active.map(({ id }) => `/api/v1/batches/${id}/events`)} />
      <h2 id="batches-title">Past batches</h2>
      <ScrollTable label="Past batches">
        <thead>
          <tr>
            <th scope="col">Batch</th>
            <th scope="col">Status</th>
            <th scope="col" class="number">Models</th>
            <th scope="col" class="number">Rows</th>
            <th scope="col" class="number">Flagged by at least one</th>
            <th scope="col">Started</th>
          </tr>
        </thead>
        <tbody>
          {batches.map(({ id, name, status, request, result, createdAt }) => (
            <tr key={id}>
              <th scope="row" class="name-cell">
                <a href={`/batches/${id}`}>{name}</a>
              </th>
              <td>
                <StatusBadge status={status} />
              </td>
              <td class="number">{request.models.length}</td>
              <td class="number">{result ? formatCount(result.counts.total) : ""}</td>
              <td class="number">{result ? formatCount(result.counts.any) : ""}</td>
              <td>
                <Time at={createdAt} />
              </td>
            </tr>
          ))}
        </tbody>
      </ScrollTable>
    </section>
  );
}
