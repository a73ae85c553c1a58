import assert from "node:assert/strict";
import { atShutdown, shutDown } from "./shutdown.ts";

Deno.test("shutDown() does the steps, newest first, past one that fails and one that hangs", async () => {
  const done: string[] = [];
  atShutdown(() => void done.push("database"));
  atShutdown(() => new Promise(() => {}));
  atShutdown(() => Promise.reject(new Error("a step that fails on purpose")));
  atShutdown(() => void done.push("connections"));
  await shutDown(50);
  assert.deepEqual(done, ["connections", "database"]);
  await shutDown(50);
  assert.equal(done.length, 2);
});
