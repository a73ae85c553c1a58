/**
 * A thread that scores streams of records. It keeps the models that were used last.
 *
 * @module
 */
/// <reference lib="deno.worker" />
import { atThreshold } from "../../models/bundle.ts";
import { type BorrowedModel, ModelCache } from "../../models/model_cache.ts";
import { HeaderError } from "./readers/header_error.ts";
import type { StreamAnswer, StreamRequest } from "./protocol.ts";
import { RecordScorer } from "./record_scorer.ts";
import { RowBuffers } from "./row_buffers.ts";
import { storageFaultOf } from "../../base/storage_fault.ts";
import { withoutPaths } from "../../base/without_paths.ts";

/** A stream that is being scored. */
interface OpenStream {
  scorer: Promise<RecordScorer>;
  borrowed: Promise<BorrowedModel>;
  abort: AbortController;
  /** What is done to it, one after the other. */
  last: Promise<void>;
}

/** The name of the thread says how many bytes of models it keeps. */
const models = new ModelCache(Number(self.name));
const buffers = new RowBuffers();
const streams = new Map<number, OpenStream>();

self.onmessage = ({ data }: MessageEvent<StreamRequest>) => {
  if (data.type === "forget") models.forget(data.folder);
  else if (data.type === "open") open(data);
  else if (data.type === "close") close(data.stream);
  else {
    const stream = streams.get(data.stream);
    if (stream) stream.last = stream.last.then(() => score(stream, data));
  }
};

function open(
  { stream, folder, threshold, options }: Extract<StreamRequest, { type: "open" }>,
): void {
  const borrowed = models.borrow(folder);
  const scorer = borrowed.then(({ model }) =>
    new RecordScorer(atThreshold(model, threshold), options, buffers)
  );
  const last = scorer.then(() => say({ type: "opened", stream }), (error) => fail(stream, error));
  streams.set(stream, { scorer, borrowed, abort: new AbortController(), last });
}

function close(stream: number): void {
  const open = streams.get(stream);
  streams.delete(stream);
  open?.abort.abort();
  open?.last.then(async () => {
    (await open.borrowed)[Symbol.dispose]();
    (await open.scorer)[Symbol.dispose]();
  }).catch(() => {});
}

async function score(
  open: OpenStream,
  { stream, bytes, isLast, isWatched }: Extract<StreamRequest, { type: "block" }>,
): Promise<void> {
  const { signal } = open.abort;
  if (signal.aborted) return;
  try {
    const scorer = await open.scorer;
    for await (const lines of scorer.score(bytes, isLast, isWatched, signal)) {
      const { text, batch } = lines;
      const transfer = [text.buffer];
      if (batch) {
        const { scores, anomalies, severities, thresholds } = batch;
        for (const array of [scores, anomalies, severities, ...thresholds ? [thresholds] : []]) {
          transfer.push(array.buffer as ArrayBuffer);
        }
      }
      say({ type: "lines", stream, lines }, transfer);
    }
    const { isPending, mapped } = scorer;
    say({ type: "done", stream, isPending, mapped });
  } catch (error) {
    if (!signal.aborted) fail(stream, error);
  }
}

function fail(stream: number, error: unknown): void {
  const message = storageFaultOf(error)?.message ??
    withoutPaths(error instanceof Error ? error.message : String(error));
  say({ type: "failed", stream, message, isHeader: error instanceof HeaderError });
}

function say(answer: StreamAnswer, transfer: Transferable[] = []): void {
  self.postMessage(answer, transfer);
}
