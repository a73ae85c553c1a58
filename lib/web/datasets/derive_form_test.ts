import assert from "node:assert/strict";
import { deriveBody, type DeriveSubject, newDeriveEntry } from "./derive_form.ts";

const subject: DeriveSubject = {
  id: "ds-1",
  duplicates: 3,
  hasLabels: true,
  timeColumns: ["ts"],
  hasContext: true,
};

Deno.test("deriveBody() sends what belongs to the operation alone", () => {
  const entry = newDeriveEntry(subject);
  assert.deepEqual(deriveBody(entry, subject).body, {
    operation: "split",
    dataset: "ds-1",
    by: "random",
    share: 0.3,
    seed: 42,
    perLabel: false,
  });
  assert.deepEqual(deriveBody({ ...entry, by: "time", seed: "x" }, subject), {
    body: { operation: "split", dataset: "ds-1", by: "time", share: 0.3, column: "ts" },
    errors: {},
  });
  assert.deepEqual(deriveBody({ ...entry, operation: "drop-duplicates" }, subject).body, {
    operation: "drop-duplicates",
    dataset: "ds-1",
  });
});

Deno.test("deriveBody() reads sizes as rows or shares", () => {
  const sample = (size: string) =>
    deriveBody({ ...newDeriveEntry(subject), operation: "sample", size }, subject);
  const size = (text: string) => {
    const { body, errors } = sample(text);
    return errors["/rows"] ? "wrong" : { rows: body.rows, share: body.share };
  };
  assert.deepEqual(size("1000"), { rows: 1000, share: undefined });
  assert.deepEqual(size(" 12,5 % "), { rows: undefined, share: 0.125 });
  for (const text of ["", "%", "0", "-5", "1.5", "100%", "many"]) {
    assert.equal(size(text), "wrong", text);
  }
});

Deno.test("deriveBody() reads windows of time", () => {
  const context = (seconds: string) =>
    deriveBody({ ...newDeriveEntry(subject), operation: "context", seconds }, subject);
  assert.deepEqual(context("2, 60").body, {
    operation: "context",
    dataset: "ds-1",
    seconds: [2, 60],
  });
  for (const text of ["", "2;60", "-1", "0"]) assert.ok(context(text).errors["/seconds"], text);
});

Deno.test("deriveBody() names fields that are wrong", () => {
  const entry = { ...newDeriveEntry(subject), splitShare: "100", seed: "-1" };
  assert.deepEqual(Object.keys(deriveBody(entry, subject).errors).sort(), ["/seed", "/share"]);
});

Deno.test("deriveBody() sends label lines with their zone, and asks for them", () => {
  const entry = { ...newDeriveEntry(subject), operation: "labels" as const };
  assert.deepEqual(Object.keys(deriveBody(entry, subject).errors), ["/csv"]);
  assert.deepEqual(deriveBody({ ...entry, csv: "label\nDoS\n", others: " BENIGN " }, subject), {
    body: {
      operation: "labels",
      dataset: "ds-1",
      csv: "label\nDoS\n",
      timeZone: "UTC",
      others: "BENIGN",
    },
    errors: {},
  });
});
