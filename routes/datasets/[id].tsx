import { HttpError, page } from "fresh";
import { ConfirmDataset } from "../(_components)/ConfirmDataset.tsx";
import { DatasetFailure } from "../(_components)/DatasetFailure.tsx";
import { DatasetProfileView } from "../(_components)/DatasetProfileView.tsx";
import { DeriveSection } from "../(_components)/DeriveSection.tsx";
import { OriginNote } from "../../components/dataset/OriginNote.tsx";
import { Icon } from "../../components/Icon.tsx";
import { PageHead } from "../../components/PageHead.tsx";
import { StatusBadge } from "../../components/StatusBadge.tsx";
import { Time } from "../../components/Time.tsx";
import { ApiButton } from "../../islands/ApiButton.tsx";
import { IngestProgress } from "../../islands/IngestProgress.tsx";
import { RenameDataset } from "../../islands/RenameDataset.tsx";
import { StartDetection } from "../../islands/StartDetection.tsx";
import { define } from "../../utils.ts";

/** Rows of the preview. */
const PREVIEW = 20;

export const handler = define.handlers({
  async GET({ params, state: { netsift } }) {
    const dataset = netsift.datasets.get(params.id);
    if (!dataset) throw new HttpError(404);
    const preview = dataset.status === "ready"
      ? await netsift.datasets.head(dataset.id, PREVIEW)
      : null;
    const parents = dataset.origin.type === "derived" ? dataset.origin.parents : [];
    const existing = parents.map(({ id }) => id).filter((id) => netsift.datasets.get(id) !== null);
    return page({ dataset, preview, existing });
  },
});

export default define.page<typeof handler>(function DatasetPage({ data }) {
  const { dataset, preview, existing } = data;
  const { id, name, status, progress, error, profile, createdAt, origin } = dataset;
  const { needsConfirmation } = dataset;
  return (
    <>
      <PageHead
        title={name}
        up={{ href: "/datasets", text: "Datasets" }}
        lede={
          <>
            <StatusBadge status={needsConfirmation ? "unconfirmed" : status} /> Added{" "}
            <Time at={createdAt} />. <OriginNote origin={origin} existing={existing} />
          </>
        }
      >
        {status === "ready" && (
          <>
            {!needsConfirmation && (
              <>
                <StartDetection dataset={id} name={name} />
                <a class="button" href={`/train?train=${id}`}>
                  <Icon name="play" /> Train a model
                </a>
              </>
            )}
            <a class="button" href={`/api/v1/datasets/${id}/data.csv`} download>
              <Icon name="download" /> CSV
            </a>
            <a class="button" href={`/api/v1/datasets/${id}/data.parquet`} download>
              <Icon name="download" /> Parquet
            </a>
            <RenameDataset id={id} name={name} />
          </>
        )}
        <ApiButton
          label="Delete"
          tone="danger"
          method="DELETE"
          path={`/datasets/${id}`}
          next="/datasets"
          confirm={{
            title: `Delete "${name}"?`,
            text: "The data is removed from this server. Models that were trained on it are kept.",
          }}
        />
      </PageHead>
      {status === "ingesting" && (
        <section class="card" aria-label="Progress">
          <IngestProgress id={id} progress={progress} />
        </section>
      )}
      {status === "failed" && <DatasetFailure origin={origin} error={error} />}
      {profile && (
        <div class="stack-large">
          {needsConfirmation && <ConfirmDataset id={id} profile={profile} />}
          <DatasetProfileView id={id} profile={profile} preview={preview} />
          {!needsConfirmation && <DeriveSection id={id} profile={profile} />}
        </div>
      )}
    </>
  );
});
