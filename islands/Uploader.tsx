import { useSignal } from "@preact/signals";
import { useEffect, useRef } from "preact/hooks";
import { IS_BROWSER } from "fresh/runtime";
import { Icon } from "../components/Icon.tsx";
import { ReadingFields } from "./upload/ReadingFields.tsx";
import { newUpload, sendUpload, type Upload, USUAL_READING } from "./upload/send_upload.ts";
import { UploadCard } from "./upload/UploadCard.tsx";
import { formatBytes } from "../lib/base/format.ts";

/** Takes files by drop or by picker and uploads them one after the other. */
export function Uploader({ maxBytes }: { maxBytes: number }) {
  const uploads = useSignal<Upload[]>([]);
  const over = useSignal(false);
  const reading = useSignal(USUAL_READING);
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
      newUpload(keys.current++, file, reading.value, maxBytes)
    );
    uploads.value = [...uploads.value, ...added];
    next();
  }

  async function next(): Promise<void> {
    if (busy.current) return;
    const upload = uploads.value.find((one) => one.state.value.step === "waiting");
    if (!upload) return;
    busy.current = true;
    await sendUpload(upload);
    busy.current = false;
    next();
  }

  function retry(upload: Upload): void {
    uploads.value = uploads.value.map((one) =>
      one === upload ? newUpload(keys.current++, upload.file, reading.value, maxBytes) : one
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
        <p class="help">Up to {formatBytes(maxBytes)} per file.</p>
      </div>
      <ReadingFields reading={reading.value} onChange={(value) => reading.value = value} />
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
