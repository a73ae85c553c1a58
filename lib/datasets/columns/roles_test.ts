import assert from "node:assert/strict";
import { rolesByName } from "./roles.ts";

Deno.test("rolesByName() takes the last likely column as the label", () => {
  const { byColumn, warnings } = rolesByName(["Class", "bytes", "LABEL"]);
  assert.deepEqual(byColumn, ["leaking", undefined, "label"]);
  assert.match(warnings.join(" "), /"LABEL" is taken as the label\. "Class"/);
});

Deno.test("rolesByName() takes a column that says what is normal as the label", () => {
  for (const name of ["benign", "Legit", "is_normal", "legitimate", "clean_flag"]) {
    assert.deepEqual(rolesByName(["dur", name]).byColumn, [undefined, "label"], name);
  }
});

Deno.test("rolesByName() takes a category of attack as the label where there is no other", () => {
  assert.deepEqual(rolesByName(["dur", "attack_cat"]).byColumn, [undefined, "label"]);
  assert.deepEqual(rolesByName(["attack_cat", "label"]).byColumn, ["category", "label"]);
});

Deno.test("rolesByName() sees through the spelling of names", () => {
  const names = ["Flow ID", "src_ip", "Dst IP", "TimeStamp", "Flow Duration", "Destination Port"];
  assert.deepEqual(rolesByName(names).byColumn, [
    "identifier",
    "identifier",
    "identifier",
    "timestamp",
    undefined,
    undefined,
  ]);
});
