import assert from "node:assert/strict";
import { join } from "node:path";
import { zipOf } from "../datasets/testing.ts";
import { createRandom, type Random } from "../base/random.ts";
import { loadModel } from "../models/bundle.ts";
import { importModel } from "./import_model.ts";
import { exportedModel, filesOf } from "./testing.ts";
import { ImportError } from "./unpack.ts";

type Files = { name: string; content: Uint8Array | string }[];

const LIMITS = { maxBytes: 2 ** 24, maxJsonBytes: 2 ** 22 };

const HOSTILE: unknown[] = [
  null,
  -1,
  1e300,
  0.5,
  2 ** 31,
  "",
  "x".repeat(3000),
  "../../x",
  [],
  {},
  [[[]]],
  true,
  { rule: "constructor" },
  "__proto__",
];

const encoder = new TextEncoder();

async function inFolder(work: (folder: string) => Promise<void>): Promise<void> {
  const folder = await Deno.makeTempDir();
  try {
    await work(folder);
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
}

/** Imports an archive; the reason where it is refused. */
async function refusal(folder: string, archive: Uint8Array): Promise<string | null> {
  const path = join(folder, "archive.zip");
  const staging = join(folder, crypto.randomUUID());
  await Deno.writeFile(path, archive);
  try {
    await importModel({ path, staging, model: "model-2", limits: LIMITS });
    return null;
  } catch (error) {
    if (!(error instanceof ImportError)) throw error;
    return error.message;
  }
}

/** Puts something hostile into one place of a JSON document. */
function damageJson(text: string, random: Random): string {
  const root = JSON.parse(text);
  let at = root;
  while (true) {
    const keys = Object.keys(at);
    if (keys.length === 0) break;
    const key = keys[random.integer(keys.length)];
    const inner = at[key];
    if (typeof inner === "object" && inner !== null && random.next() < 0.8) {
      at = inner;
      continue;
    }
    if (random.next() < 0.2) delete at[key];
    else at[key] = HOSTILE[random.integer(HOSTILE.length)];
    break;
  }
  return JSON.stringify(root).replace("1e+300", random.next() < 0.5 ? "1e999" : "1e+300");
}

function damageBytes(bytes: Uint8Array, random: Random): Uint8Array {
  const changed = bytes.slice();
  if (random.next() < 0.3) return changed.slice(0, random.integer(changed.length + 1));
  for (let i = 0; i < 4 && changed.length > 0; i++) {
    changed[random.integer(changed.length)] ^= 1 << random.integer(8);
  }
  return changed;
}

function damage(files: Files, random: Random): Uint8Array {
  const changed = [...files];
  const index = random.integer(changed.length);
  const { name, content } = changed[index];
  const choice = random.next();
  if (choice < 0.6) {
    changed[index] = {
      name,
      content: name.endsWith(".json")
        ? damageJson(new TextDecoder().decode(content as Uint8Array), random)
        : damageBytes(content as Uint8Array, random),
    };
  } else if (choice < 0.7) changed.splice(index, 1);
  else if (choice < 0.75) changed.push({ name, content });
  else if (choice < 0.8) changed.push({ name: `../../${name}`, content });
  const archive = zipOf(...changed);
  return choice < 0.8 ? archive : damageBytes(archive, random);
}

Deno.test("importModel() writes a model that is the exported one", () =>
  inFolder(async (folder) => {
    const path = join(folder, "model.zip");
    await Deno.writeFile(path, await exportedModel(join(folder, "run"), "isolation-forest"));
    const staging = join(folder, "staging");
    const imported = await importModel({ path, staging, model: "model-2", limits: LIMITS });
    assert.equal(imported.result.model, "model-2");
    assert.equal(imported.manifest.model, "model-1");
    const before = await loadModel(join(folder, "run", "models", "model-1"));
    const after = await loadModel(join(staging, "models", "model-2"));
    assert.deepEqual(await after.detector.save(), await before.detector.save());
    assert.deepEqual({ ...after.bundle.result, model: "model-1" }, before.bundle.result);
    assert.deepEqual(after.bundle.pipeline, before.bundle.pipeline);
    assert.deepEqual(after.normals, before.normals);
  }));

for (const kind of ["isolation-forest", "hybrid"] as const) {
  Deno.test(`importModel() takes a damaged ${kind} or says what is wrong with it`, () =>
    inFolder(async (folder) => {
      const path = join(folder, "sound.zip");
      await Deno.writeFile(path, await exportedModel(join(folder, "run"), kind));
      const files = await filesOf(path);
      const random = createRandom(17);
      let refused = 0;
      const cases = 120;
      for (let i = 0; i < cases; i++) {
        if (await refusal(folder, damage(files, random)) !== null) refused++;
      }
      // What is harmless, such as another duration, is taken.
      assert.ok(refused > cases / 2 && refused < cases, String(refused));
    }));
}

Deno.test("importModel() names what is wrong", () =>
  inFolder(async (folder) => {
    const path = join(folder, "sound.zip");
    await Deno.writeFile(path, await exportedModel(join(folder, "run"), "isolation-forest"));
    const files: Files = await filesOf(path);
    const replaced = (name: string, content: string | Uint8Array) =>
      refusal(folder, zipOf(...files.map((file) => file.name === name ? { name, content } : file)));
    const text = (name: string) =>
      new TextDecoder().decode(files.find((file) => file.name === name)!.content as Uint8Array);
    const deep = "[".repeat(100) + "]".repeat(100);
    const newer = text("netsift.json").replace('"version":1', '"version":9');
    const cases: [string, string | Uint8Array, RegExp][] = [
      ["netsift.json", newer, /Only version 1/],
      ["netsift.json", '{"format":"other"}', /not a model that Netsift exported/],
      ["model/curves.json", deep, /levels deep/],
      ["model/bundle.json", "{", /not valid JSON/],
      ["model/bundle.json", encoder.encode("{}").map((byte) => byte | 0x80), /not valid JSON/],
      ["model/scores.f32", new Uint8Array(200 * 4).fill(255), /finite/],
      ["model/scores.f32", new Uint8Array(12), /length/],
      ["test/test_labels.i32", new Uint8Array(200 * 4).fill(9), /labels/],
      ["model/curves.json", " ".repeat(2 ** 22 + 1), /too large/],
      [
        "model/detector.json",
        text("model/detector.json").replace("isolation-forest", "kmeans"),
        /kind/,
      ],
    ];
    for (const [name, content, words] of cases) {
      assert.match(await replaced(name, content) ?? "taken", words, name);
    }
    assert.match(
      await refusal(folder, zipOf({ name: "a.csv", content: "x" })) ?? "",
      /netsift\.json/,
    );
    const bomb = { name: "model/detector/bomb", content: new Uint8Array(2 ** 24 + 1) };
    assert.match(await refusal(folder, zipOf(...files, bomb)) ?? "", /too large/);
    assert.match(await refusal(folder, zipOf(...files, files[0])) ?? "", /twice/);
  }));
