import assert from "node:assert/strict";
import { progressNote } from "./progress_note.ts";

Deno.test("progressNote() tells size and speed of a download, and the time left of all", () => {
  assert.equal(progressNote(null), "Estimating the time left");
  assert.equal(
    progressNote({ phase: "Reading", fraction: 0.5, etaSeconds: 7 }),
    "About 7 seconds left",
  );
  const transfer = { bytes: 1_200_000, total: 2_100_000, bytesPerSecond: 300_000 };
  assert.equal(
    progressNote({ phase: "Downloading", fraction: 0.57, etaSeconds: 3, transfer }),
    "1.2 MB of 2.1 MB, 300 kB per second. About 3 seconds left",
  );
});
