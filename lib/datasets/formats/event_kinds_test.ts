import assert from "node:assert/strict";
import { DatasetError } from "../../base/dataset_error.ts";
import { chooseKind } from "./event_kinds.ts";

const eve = ["flow", "dns", "flow", "alert", "stats"].map((event_type) => ({ event_type }));
const zeek = ["dns", "conn", "ssl", "dns"].map((_path) => ({ _path }));

Deno.test("chooseKind() reads connections where nobody chooses, and says so", () => {
  assert.deepEqual(chooseKind(eve)?.filter, { field: "event_type", kind: "flow" });
  assert.deepEqual(chooseKind(zeek)?.filter, { field: "_path", kind: "conn" });
  assert.match(chooseKind(zeek)!.warnings[0], /dns \(2\), conn \(1\), ssl \(1\).*Only "conn"/);
  assert.equal(
    chooseKind([{ _path: "http" }, { _path: "ssl" }, { _path: "ssl" }])?.filter.kind,
    "ssl",
  );
});

Deno.test("chooseKind() reads the kind that a person chooses, or every record", () => {
  assert.deepEqual(chooseKind(eve, "dns"), {
    filter: { field: "event_type", kind: "dns" },
    warnings: [],
  });
  assert.equal(chooseKind(eve, "all"), null);
  assert.throws(
    () => chooseKind(eve, "conn"),
    (error) => error instanceof DatasetError && /flow \(2\), dns \(1\)/.test(error.message),
  );
  assert.throws(() => chooseKind([{ a: 1 }], "flow"), /no key "_path"/);
});

Deno.test("chooseKind() leaves files alone that are of one kind, or of none that is known", () => {
  assert.equal(chooseKind([{ _path: "conn" }, { _path: "conn" }]), null);
  assert.equal(chooseKind([{ event_type: "login" }, { event_type: "logout" }]), null);
  assert.equal(chooseKind([{ event_type: "flow" }, { bytes: 1 }]), null);
});
