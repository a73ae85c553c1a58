import assert from "node:assert/strict";
import type { LoadedModel } from "./bundle.ts";
import { ModelCache } from "./model_cache.ts";

/** A cache of models of 10 bytes each, that tells what it loads and frees. */
function watchedCache(maxBytes: number) {
  const loaded: string[] = [];
  const freed: string[] = [];
  const cache = new ModelCache(maxBytes, (folder) => {
    loaded.push(folder);
    if (folder === "broken") return Promise.reject(new Error("It is broken."));
    const detector = { dispose: () => freed.push(folder) };
    return Promise.resolve({ bytes: 10, detector } as unknown as LoadedModel);
  });
  const use = async (folder: string) => (await cache.borrow(folder))[Symbol.dispose]();
  const settle = () => new Promise((resolve) => setTimeout(resolve));
  return { cache, loaded, freed, use, settle };
}

Deno.test("ModelCache lets the model go that was used longest ago, by bytes", async () => {
  const { use, loaded, freed, settle } = watchedCache(25);
  for (const folder of ["a", "b", "a", "c", "a", "b"]) await use(folder);
  await settle();
  assert.deepEqual(loaded, ["a", "b", "c", "b"]);
  assert.deepEqual(freed, ["b", "c"]);
});

Deno.test("ModelCache keeps the model that was used last, however large", async () => {
  const { use, loaded, freed, settle } = watchedCache(5);
  for (const folder of ["a", "a", "b"]) await use(folder);
  await settle();
  assert.deepEqual([loaded, freed], [["a", "b"], ["a"]]);
});

Deno.test("ModelCache.forget() leaves a model to its users, and loads it again", async () => {
  const { cache, loaded, freed, use, settle } = watchedCache(100);
  const first = await cache.borrow("a");
  const second = await cache.borrow("a");
  cache.forget("a");
  await use("a");
  assert.deepEqual(loaded, ["a", "a"]);
  first[Symbol.dispose]();
  first[Symbol.dispose]();
  await settle();
  assert.deepEqual(freed, []);
  second[Symbol.dispose]();
  await settle();
  assert.deepEqual(freed, ["a"]);
});

Deno.test("ModelCache: models in use stay beyond the limit until they are given back", async () => {
  const { cache, freed, use, settle } = watchedCache(15);
  const held = await cache.borrow("a");
  await use("b");
  await use("c");
  await settle();
  assert.deepEqual(freed, ["b"]);
  held[Symbol.dispose]();
  await settle();
  assert.deepEqual(freed, ["b", "a"]);
});

Deno.test("ModelCache.borrow() tries again after a model could not be loaded", async () => {
  const { cache, loaded } = watchedCache(100);
  await assert.rejects(cache.borrow("broken"), /broken/);
  await assert.rejects(cache.borrow("broken"), /broken/);
  assert.deepEqual(loaded, ["broken", "broken"]);
});
