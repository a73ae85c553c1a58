import assert from "node:assert/strict";
import { resolve } from "node:path";
import { applyImports } from "./import_map.ts";

const imports = {
  "preact": "npm:preact@10.29.8",
  "@preact/signals": "npm:@preact/signals@2.11.4",
  "@std/csv": "npm:deno-std@1.4.0/csv/mod.js",
  "fresh/runtime": "./lib/fresh/runtime.ts",
  "@/": "./",
};
const apply = (specifier: string) => applyImports(imports, "/app", specifier);

Deno.test("applyImports() turns npm specifiers into package names", () => {
  assert.deepEqual(apply("preact"), { bare: "preact" });
  assert.deepEqual(apply("preact/hooks"), { bare: "preact/hooks" });
  assert.deepEqual(apply("@preact/signals"), { bare: "@preact/signals" });
  assert.deepEqual(apply("@std/csv"), { bare: "deno-std/csv/mod.js" });
  assert.deepEqual(apply("npm:zod@4/mini"), { bare: "zod/mini" });
  assert.deepEqual(apply("npm:@scope/name"), { bare: "@scope/name" });
});

Deno.test("applyImports() resolves paths against the folder of deno.json", () => {
  assert.deepEqual(apply("fresh/runtime"), { file: resolve("/app/lib/fresh/runtime.ts") });
  assert.deepEqual(apply("@/islands/A.tsx"), { file: resolve("/app/islands/A.tsx") });
});

Deno.test("applyImports() leaves names alone that the map does not have", () => {
  assert.equal(apply("chart.js"), null);
  assert.equal(apply("preactish"), null);
});
