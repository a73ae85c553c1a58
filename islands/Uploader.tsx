import { signal, useSignal } from "@preact/signals";
import { useEffect, useRef } from "preact/hooks";
import { IS_BROWSER } from "fresh/runtime";
import { Icon } from "../components/Icon.tsx";
import { TextField } from "./controls/TextField.tsx";
import { type Upload, UploadCard, type UploadState } from "./upload/UploadCard.tsx";
import { followEvents } from "../lib/web/events.ts";
import { formatBytes } from "../lib/base/format.ts";
import { errorMessage } from "../lib/web/problem.ts";
import { sendFile } from "../lib/web/send_file.ts";
import { TransferRate } from "../lib/base/transfer_rate.ts";
import type { DatasetProgress, DatasetStatus } from "../lib/resources/dataset.ts";

/** Takes files by drop or by picker and uploads them one after the other. */
export function Uploader({ maxBytes }: { maxBytes: number }) {
  const uploads = useSignal<Upload[]>([]);
  const over = useSignal(false);
  const kind = useSignal("");
  const picker = useRef<HTMLInputElement>(null);
  const keys = useRef(0);
  const busy = useRef(false);

  useEffect(() => {
    const warn = (event: BeforeUnloadEvent) => {
      if (busy.current) event.preventDefault();
    };
    addEventListener("beforeunload", warn);
    return () => removeEventListener("beforeunload", warn);
  }, []);

  useEffect(() => take(), []); // files that were chosen before the page was ready

  /** Uploads what the picker holds. */
  function take(): void {
    add(picker.current?.files ?? []);
    if (picker.current) picker.current.value = "";
  }

  function add(files: Iterable<File>): void {
    const added = [...files].map((file) =>
      newUpload(keys.current++, file, kind.value.trim(), maxBytes)
    );
    uploads.value = [...uploads.value, ...added];
    next();
  }

  async function next(): Promise<void> {
    if (busy.current) return;
    const upload = uploads.value.find((one) => one.state.value.step === "waiting");
    if (!upload) return;
    busy.current = true;
    await send(upload);
    busy.current = false;
    next();
  }

  function retry(upload: Upload): void {
    uploads.value = uploads.value.map((one) =>
      one === upload ? newUpload(keys.current++, upload.file, kind.value.trim(), maxBytes) : one
    );
    next();
  }

  function drop(event: DragEvent): void {
    event.preventDefault();
    over.value = false;
    add(event.dataTransfer?.files ?? []);
  }

  return (
    <div class="stack">
      <div
        class={over.value ? "dropzone dropzone-over" : "dropzone"}
        onDragOver={(event) => {
          event.preventDefault();
          over.value = true;
        }}
        onDragLeave={() => over.value = false}
        onDrop={drop}
      >
        <Icon name="upload" />
        <p>
          <strong>Drop files here</strong> or
        </p>
        <button
          type="button"
          class="button button-primary"
          disabled={!IS_BROWSER}
          onClick={() => picker.current?.click()}
        >
          Choose files
        </button>
        <input
          ref={picker}
          type="file"
          multiple
          hidden
          aria-label="Files to upload"
          onChange={take}
        />
        <p class="help">Up to {formatBytes(maxBytes)} a file.</p>
      </div>
      <details>
        <summary>Files with several kinds of records (Suricata EVE, Zeek JSON)</summary>
        <TextField
          id="upload-kind"
          label="Kind of records"
          help="Such as flow, alert, dns or conn, or all for every record. Leave it empty to read connections: flow or conn."
          value={kind.value}
          maxLength={100}
          onChange={(value) => kind.value = value}
        />
      </details>
      {uploads.value.length > 0 && (
        <ul class="upload-list" aria-label="Uploads">
          {uploads.value.map((upload) => (
            <UploadCard
              key={upload.key}
              upload={upload}
              onRetry={() => retry(upload)}
            />
          ))}
        </ul>
      )}
    </div>
  );
}

function newUpload(key: number, file: File, kind: string, maxBytes: number): Upload {
  const tooLarge = file.size > maxBytes;
  const state = signal<UploadState>(
    tooLarge
      ? {
        step: "failed",
        message: `This file has ${formatBytes(file.size)}; at most ${
          formatBytes(maxBytes)
        } can be uploaded. Compress it with gzip or split it.`,
      }
      : { step: "waiting" },
  );
  const cancel = new AbortController();
  cancel.signal.addEventListener("abort", () => state.value = { step: "cancelled" });
  return { key, file, kind, state, cancel };
}

async function send({ file, kind, state, cancel }: Upload): Promise<void> {
  const rate = new TransferRate();
  const started = performance.now();
  rate.add(0, 0);
  state.value = { step: "sending", sent: 0 };
  try {
    const id = await sendFile(file, {
      signal: cancel.signal,
      kind,
      onProgress(sent) {
        rate.add(sent, performance.now() - started);
        state.value = {
          step: "sending",
          sent,
          rate: rate.bytesPerSecond(),
          secondsLeft: rate.secondsLeft(file.size),
        };
      },
    });
    state.value = { step: "reading", id, progress: null };
    followEvents<DatasetProgress, DatasetStatus>(`/api/v1/datasets/${id}/events`, {
      onProgress: ({ progress }) => state.value = { step: "reading", id, progress },
      onDone: ({ status, error }) => {
        state.value = status === "ready"
          ? { step: "ready", id }
          : { step: "failed", id, message: error ?? "The file could not be read." };
      },
    });
  } catch (error) {
    if (!cancel.signal.aborted) state.value = { step: "failed", message: errorMessage(error) };
  }
}
