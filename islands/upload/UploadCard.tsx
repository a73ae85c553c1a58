import { formatBytes } from "../../lib/base/format.ts";
import { describeTimeLeft } from "../../lib/web/time_left.ts";
import { Icon } from "../../components/Icon.tsx";
import { Notice } from "../../components/Notice.tsx";
import { ProgressBar } from "../../components/ProgressBar.tsx";
import { StartDetection } from "../StartDetection.tsx";
import type { Upload, UploadState } from "./send_upload.ts";

interface UploadCardProps {
  upload: Upload;
  onRetry: () => void;
}

/** One file on its way to becoming a dataset. */
export function UploadCard({ upload, onRetry }: UploadCardProps) {
  const { file, cancel } = upload;
  const state = upload.state.value;
  return (
    <li class="card">
      <div class="row-between">
        <div class="break">
          <strong>{file.name}</strong> <span class="muted">{formatBytes(file.size)}</span>
        </div>
        <div class="row">
          {(state.step === "waiting" || state.step === "sending") && (
            <button
              type="button"
              class="button button-small"
              aria-label={`Cancel upload of ${file.name}`}
              onClick={() => cancel.abort(new DOMException("Cancelled", "AbortError"))}
            >
              <Icon name="cross" /> Cancel
            </button>
          )}
          {(state.step === "failed" || state.step === "cancelled") && (
            <button
              type="button"
              class="button button-small"
              aria-label={`Try ${file.name} again`}
              onClick={onRetry}
            >
              Try again
            </button>
          )}
          {state.step === "ready" && (
            <>
              <a class="button button-small" href={`/datasets/${state.id}`}>View dataset</a>
              <a class="button button-small" href={`/train?train=${state.id}`}>Train a model</a>
            </>
          )}
          {(state.step === "reading" || state.step === "ready") && (
            <StartDetection dataset={state.id} name={file.name} isSmall />
          )}
        </div>
      </div>
      <UploadProgress state={state} size={file.size} />
    </li>
  );
}

function UploadProgress({ state, size }: { state: UploadState; size: number }) {
  switch (state.step) {
    case "waiting":
      return <p class="muted">Waiting for the previous file.</p>;
    case "sending":
      return (
        <ProgressBar
          label="Uploading"
          fraction={size === 0 ? 1 : Math.min(1, state.sent / size)}
          note={state.rate === undefined
            ? describeTimeLeft(undefined)
            : `${formatBytes(state.rate)} per second. ${describeTimeLeft(state.secondsLeft)}`}
        />
      );
    case "reading":
      return (
        <ProgressBar
          label={state.progress?.phase ?? "Waiting to be read"}
          fraction={state.progress?.fraction ?? 0}
          note={describeTimeLeft(state.progress?.etaSeconds)}
        />
      );
    case "ready":
      return (
        <p role="status">
          <span class="badge badge-good">
            <Icon name="check" /> Ready
          </span>
        </p>
      );
    case "failed":
      return <Notice tone="error" live>{state.message}</Notice>;
    case "cancelled":
      return <p class="muted" role="status">Cancelled. Nothing was kept.</p>;
  }
}
