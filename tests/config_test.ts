import assert from "node:assert/strict";
import { LONGEST, TIMED } from "./schedule.ts";

interface DenoConfig {
  imports: Record<string, string>;
  tasks: Record<string, string>;
  lock: unknown;
}

async function read(name: string): Promise<DenoConfig> {
  return JSON.parse(await Deno.readTextFile(new URL(`../${name}`, import.meta.url)));
}

Deno.test("deno.jsr.json is deno.json with Fresh and Deno std from JSR", async () => {
  const npm = await read("deno.json");
  const jsr = await read("deno.jsr.json");
  const fresh = "jsr:@fresh/core@^2.3.3";
  assert.deepEqual(jsr.imports, {
    ...npm.imports,
    fresh,
    "fresh/runtime": `${fresh}/runtime`,
    "fresh/dev": `${fresh}/dev`,
    "@std/csv": "jsr:@std/csv@^1.0.6",
    "@std/streams/text-line-stream": "jsr:@std/streams@^1.0.0/text-line-stream",
  });
  assert.deepEqual({ ...jsr, imports: null, tasks: null, lock: null }, {
    ...npm,
    imports: null,
    tasks: null,
    lock: null,
  });
});

Deno.test("dependencies are pinned exactly and the lock file is frozen", async () => {
  const { imports, lock } = await read("deno.json");
  for (const [name, target] of Object.entries(imports)) {
    if (target.startsWith("npm:")) assert.match(target, /@\d+\.\d+\.\d+(-[\w.]+)?(\/|$)/, name);
  }
  assert.deepEqual(lock, { path: "./deno.lock", frozen: true });
});

Deno.test("every file that the schedule of the tests names is there", async () => {
  for (const file of [...TIMED, ...LONGEST]) {
    assert.ok((await Deno.stat(new URL(`../${file}`, import.meta.url))).isFile, file);
  }
});
