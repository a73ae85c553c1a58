import { ApiButton } from "../../islands/ApiButton.tsx";
import type { DatasetOrigin } from "../../lib/resources/dataset_origin.ts";
import { Notice } from "../../components/Notice.tsx";

const FAILURES: Record<DatasetOrigin["type"], string> = {
  upload: "This file could not be read.",
  demo: "The demo traffic could not be generated.",
  derived: "This dataset could not be created.",
  download: "The download failed.",
};

/** Why a dataset could not be made, and what to do about it. */
export function DatasetFailure({ origin, error }: { origin: DatasetOrigin; error: string | null }) {
  return (
    <Notice tone="error">
      <p>
        <strong>{FAILURES[origin.type]}</strong> {error}
      </p>
      {origin.type === "upload" && (
        <p>
          <a href="/datasets/new">Upload another file</a>
        </p>
      )}
      {origin.type === "download" && (
        <div class="row">
          <ApiButton
            label="Try again"
            method="POST"
            path={`/sources/${origin.source}/download`}
            next="/datasets/{id}"
          />
          <a href="/datasets/new">Upload the file</a>
        </div>
      )}
    </Notice>
  );
}
