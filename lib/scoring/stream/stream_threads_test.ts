import assert from "node:assert/strict";
import { BusyError } from "../../jobs/busy_error.ts";
import { VerdictFeed } from "../verdict_feed.ts";
import { StreamThreads } from "./stream_threads.ts";

Deno.test("StreamThreads opens no more streams than there may be", () => {
  const limits = { streamThreads: 1, maxStreams: 0, streamIdleMs: 1000, maxLineBytes: 1000 };
  using threads = new StreamThreads(limits, 1000, new VerdictFeed());
  assert.throws(
    () =>
      threads.open("model-1", "folder", { rule: "fixed", value: 1 }, {
        explain: "none",
        format: "ndjson",
      }),
    (error) => error instanceof BusyError && error.retryAfterSeconds > 0,
  );
});
