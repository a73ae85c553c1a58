import { HttpError, page } from "fresh";
import { DatasetProfileView } from "../../components/dataset/DatasetProfileView.tsx";
import { Icon } from "../../components/Icon.tsx";
import { Notice } from "../../components/Notice.tsx";
import { PageHead } from "../../components/PageHead.tsx";
import { StatusBadge } from "../../components/StatusBadge.tsx";
import { Time } from "../../components/Time.tsx";
import { ApiButton } from "../../islands/ApiButton.tsx";
import { IngestProgress } from "../../islands/IngestProgress.tsx";
import { RenameDataset } from "../../islands/RenameDataset.tsx";
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
    return page({ dataset, preview });
  },
});

export default define.page<typeof handler>(function DatasetPage({ data: { dataset, preview } }) {
  const { id, name, status, progress, error, profile, createdAt } = dataset;
  return (
    <>
      <PageHead
        title={name}
        up={{ href: "/datasets", text: "Datasets" }}
        lede={
          <>
            <StatusBadge status={status} /> Added <Time at={createdAt} />
          </>
        }
      >
        {status === "ready" && (
          <a class="button button-primary" href={`/train?train=${id}`}>
            <Icon name="play" /> Train on it
          </a>
        )}
        {status === "ready" && <RenameDataset id={id} name={name} />}
        <ApiButton
          label="Delete"
          tone="danger"
          method="DELETE"
          path={`/datasets/${id}`}
          next="/datasets"
          confirm={{
            title: `Delete "${name}"?`,
            text: "The data is removed from this server. Models that were trained on it stay.",
          }}
        />
      </PageHead>
      {status === "ingesting" && (
        <section class="card" aria-label="Progress">
          <IngestProgress id={id} progress={progress} />
        </section>
      )}
      {status === "failed" && (
        <Notice tone="error">
          <p>
            <strong>This file could not be read.</strong> {error}
          </p>
          <p>
            <a href="/datasets/new">Upload another file</a>
          </p>
        </Notice>
      )}
      {profile && <DatasetProfileView profile={profile} preview={preview} />}
    </>
  );
});
