import assert from "node:assert/strict";
import { fileURLToPath } from "node:url";
import { listFiles } from "../lib/fresh/build/crawl.ts";
import {
  importCycles,
  type ImportGraph,
  importsOf,
  layerOf,
  needsScript,
  upwardImports,
} from "../testing/imports.ts";

/** Upper ones import from lower ones; CONTRIBUTING.md says what lies where. */
const LAYERS = [
  "tests",
  "bench",
  "testing",
  "reproduce.ts",
  "reproduce",
  "jsr.ts",
  "backup.ts",
  "cli.ts",
  "cli",
  "restore.ts",
  "dev.ts",
  "serve.ts",
  "main.ts",
  "routes",
  "islands",
  "components",
  "utils.ts",
  "lib/web",
  "lib/api",
  "lib/netsift.ts",
  "lib/auth",
  "lib/benchmarks",
  "lib/monitoring",
  "lib/alerts",
  "lib/transfer",
  "lib/sensors",
  "lib/detections",
  "lib/scoring",
  "lib/explain",
  "lib/training",
  "lib/scoring/core",
  "lib/models",
  "lib/datasets",
  "lib/capture",
  "lib/tables",
  "lib/jobs",
  "lib/store",
  "lib/resources",
  "lib/detectors",
  "lib/behaviour",
  "lib/learning",
  "lib/http",
  "lib/values",
  "lib/compute",
  "lib/connections",
  "lib/fresh",
  "lib/base",
] as const;
const MOST_FILES = 25;

const root = fileURLToPath(new URL("..", import.meta.url));
const folders = [...new Set(LAYERS.map((layer) => layer.split("/")[0]))];
const files: string[] = [];
for (const name of folders) {
  if (name.endsWith(".ts")) files.push(name);
  else files.push(...(await listFiles(`${root}/${name}`)).map((path) => `${name}/${path}`));
}
const graph: ImportGraph = new Map();
const scripted: string[] = [];
for (const path of files.filter((path) => /\.tsx?$/.test(path))) {
  const code = await Deno.readTextFile(`${root}/${path}`);
  const imported = importsOf(path, code);
  graph.set(path, imported.filter((target) => files.includes(target)));
  if (needsScript(code)) scripted.push(path);
}

Deno.test("every file lies in a layer", () => {
  assert.deepEqual([...graph.keys()].filter((path) => layerOf(path, LAYERS) < 0), []);
});

Deno.test("imports point down only", () => {
  const isCode = (path: string) => !/_test\.tsx?$|\/testing\.ts$|\/testdata\//.test(path);
  const code = new Map([...graph].filter(([path]) => isCode(path)));
  assert.deepEqual(upwardImports(code, LAYERS), []);
});

Deno.test("reproduce/ uses Netsift by its HTTP API: of lib, types and what is pure", () => {
  const PURE = ["base", "benchmarks", "learning", "resources", "web/training/feature_sets.ts"];
  const imported = [...graph].filter(([path]) => path.startsWith("reproduce/"))
    .filter(([path]) => path !== "reproduce/reproduce_child.ts")
    .flatMap(([, targets]) => targets.filter((target) => target.startsWith("lib/")));
  assert.ok(imported.length > 0);
  assert.deepEqual(
    imported.filter((target) => PURE.every((name) => !target.startsWith(`lib/${name}`))),
    [],
  );
});

Deno.test("components need no script: no hooks, signals or event handlers", () => {
  assert.deepEqual(scripted.filter((path) => path.startsWith("components/")), []);
});

Deno.test("islands lie in islands/, their parts one folder deeper", () => {
  const depths = files.filter((path) => path.startsWith("islands/"))
    .map((path) => path.split("/").length);
  assert.deepEqual(depths.filter((depth) => depth > 3), []);
});

Deno.test("no files import each other in a circle", () => {
  assert.deepEqual(importCycles(graph), []);
});

Deno.test("no folder of lib has more than 25 files", () => {
  const counts = Map.groupBy(
    files.filter((path) => path.startsWith("lib/")),
    (path) => path.slice(0, path.lastIndexOf("/")),
  );
  assert.deepEqual([...counts].filter(([, { length }]) => length > MOST_FILES), []);
});

Deno.test("importsOf() finds imports of values and types, re-exports and type expressions", () => {
  const code = `/** import { no } from "./doc.ts"; */
import type { A } from "../a.ts";
import {
  b,
} from "./b.ts";
import "./c.ts";
export { d } from "./d.ts";
import { z } from "zod";
type E = import("./e.ts").E;
`;
  assert.deepEqual(importsOf("lib/x/y.ts", code), [
    "lib/a.ts",
    "lib/x/b.ts",
    "lib/x/c.ts",
    "lib/x/d.ts",
    "lib/x/e.ts",
  ]);
});

Deno.test("needsScript() finds hooks, signals and event handlers", () => {
  for (
    const code of [
      'import { useState } from "preact/hooks";',
      'import { type Signal, signal } from "@preact/signals";',
      'import { IS_BROWSER } from "fresh/runtime";',
      "<button onClick={save}>Save</button>",
      "<button\n  onClick={save}\n>Save</button>",
    ]
  ) assert.ok(needsScript(code), code);
  for (
    const code of [
      'import type { ComponentChildren } from "preact";',
      'import { asset } from "fresh/runtime";',
      "<Once on={true} />",
    ]
  ) assert.ok(!needsScript(code), code);
});

Deno.test("upwardImports() and importCycles() name what is added", () => {
  const added: ImportGraph = new Map([["lib/base/a.ts", ["lib/jobs/b.ts"]], ["lib/jobs/b.ts", [
    "lib/base/a.ts",
  ]]]);
  assert.deepEqual(upwardImports(added, LAYERS), ["lib/base/a.ts -> lib/jobs/b.ts"]);
  assert.deepEqual(importCycles(added), [["lib/base/a.ts", "lib/jobs/b.ts"]]);
});
