import { ApiButton } from "../../islands/ApiButton.tsx";
import { formatCount, formatShare } from "../../lib/base/format.ts";
import type { DatasetProfile } from "../../lib/resources/dataset.ts";
import { Notice } from "../../components/Notice.tsx";

/** Asks whether a dataset of which many lines could not be read is what was meant. */
export function ConfirmDataset({ id, profile }: { id: string; profile: DatasetProfile }) {
  const { rows, rejected: { count } } = profile;
  return (
    <Notice tone="warning">
      <p>
        <strong>This dataset needs confirmation.</strong> {formatCount(count)} of{" "}
        {formatCount(count + rows)} lines ({formatShare(count / (count + rows))}){" "}
        could not be read, so the file may not be a table of records. Check the rejected lines and
        the first rows below. You can train on it once you confirm it.
      </p>
      <div class="row">
        <ApiButton
          label="Confirm dataset"
          method="PATCH"
          path={`/datasets/${id}`}
          body={{ accept: true }}
          next={`/datasets/${id}`}
        />
      </div>
    </Notice>
  );
}
