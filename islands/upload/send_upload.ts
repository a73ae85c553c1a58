import { type Signal, signal } from "@preact/signals";
import { formatBytes } from "../../lib/base/format.ts";
import { TransferRate } from "../../lib/base/pace/transfer_rate.ts";
import type { DatasetProgress, DatasetStatus } from "../../lib/resources/dataset.ts";
import { followEvents } from "../../lib/web/events.ts";
import { errorMessage } from "../../lib/web/problem.ts";
import { sendFile } from "../../lib/web/send_file.ts";

/** How far the upload of a file is. */
export type UploadState =
  | { step: "waiting" }
  | { step: "sending"; sent: number; rate?: number; secondsLeft?: number }
  | { step: "reading"; id: string; progress: DatasetProgress | null }
  | { step: "ready"; id: string }
  | { step: "failed"; message: string; id?: string }
  | { step: "cancelled" };

/** How files are read where there is a choice, as typed; empty texts leave it to the server. */
export interface UploadReading {
  /** Kind of records. */
  kind: string;
  /** Seconds, of captures. */
  idleTimeout: string;
  activeTimeout: string;
  deduplicate: "" | "true";
  innerFlows: "" | "true";
  /** Seconds, of flow exports. */
  pairingWindow: string;
}

/** Nothing chosen. */
export const USUAL_READING: UploadReading = {
  kind: "",
  idleTimeout: "",
  activeTimeout: "",
  deduplicate: "",
  innerFlows: "",
  pairingWindow: "",
};

/** One file of the upload list. */
export interface Upload {
  key: number;
  file: File;
  /** How to read it. */
  reading: UploadReading;
  state: Signal<UploadState>;
  cancel: AbortController;
}

/** A file that waits for its turn, or is refused because it is too large. */
export function newUpload(
  key: number,
  file: File,
  reading: UploadReading,
  maxBytes: number,
): Upload {
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
  return { key, file, reading, state, cancel };
}

/** Uploads a file and follows it until it is a dataset; its state says how far it is. */
export async function sendUpload({ file, reading, state, cancel }: Upload): Promise<void> {
  const rate = new TransferRate();
  const started = performance.now();
  rate.add(0, 0);
  state.value = { step: "sending", sent: 0 };
  try {
    const id = await sendFile(file, {
      signal: cancel.signal,
      reading: { ...reading },
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
