import assert from "node:assert/strict";
import { PendingRows } from "./pending_rows.ts";

Deno.test("PendingRows.keep() writes as soon as that is possible, the newest state only", async () => {
  let isFull = true;
  const written: string[] = [];
  using rows = new PendingRows<{ id: string; status: string }>(({ id, status }) => {
    if (isFull) throw new Error("database or disk is full");
    written.push(`${id} ${status}`);
  }, 10);
  rows.keep({ id: "run-1", status: "running" });
  rows.keep({ id: "run-1", status: "failed" });
  rows.keep({ id: "run-2", status: "done" });
  rows.delete("run-2");
  assert.equal(rows.get("run-1")?.status, "failed");
  await new Promise((resolve) => setTimeout(resolve, 30));
  assert.deepEqual(written, []);
  isFull = false;
  await new Promise((resolve) => setTimeout(resolve, 50));
  assert.deepEqual(written, ["run-1 failed"]);
  assert.equal(rows.get("run-1"), undefined);
  rows.keep({ id: "run-3", status: "done" });
  assert.deepEqual(written, ["run-1 failed", "run-3 done"]);
});

Deno.test("PendingRows.keep() writes what belongs to a row with it, though the row changes meanwhile", () => {
  let isFull = true;
  const written: string[] = [];
  using rows = new PendingRows<{ id: string; status: string }>(({ status }, alongside) => {
    if (isFull) throw new Error("database or disk is full");
    written.push(status);
    alongside();
  });
  rows.keep({ id: "batch-1", status: "done" }, () => written.push("alert"));
  rows.keep({ id: "batch-1", status: "renamed" });
  isFull = false;
  rows.flush();
  assert.deepEqual(written, ["renamed", "alert"]);
});
