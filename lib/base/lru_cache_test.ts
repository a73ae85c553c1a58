import assert from "node:assert/strict";
import { LruCache, PromiseCache } from "./lru_cache.ts";

Deno.test("LruCache.set() lets the entry go that was used longest ago", () => {
  const gone: number[] = [];
  const cache = new LruCache<string, number>(2, (value) => gone.push(value));
  cache.set("a", 1);
  cache.set("b", 2);
  cache.get("a");
  cache.set("c", 3);
  assert.deepEqual(gone, [2]);
  assert.deepEqual([cache.get("a"), cache.get("b"), cache.get("c")], [1, undefined, 3]);
});

Deno.test("LruCache.set() lets a replaced value go, LruCache.delete() a deleted one", () => {
  const gone: number[] = [];
  const cache = new LruCache<string, number>(2, (value) => gone.push(value));
  cache.set("a", 1);
  cache.set("a", 2);
  cache.delete("a");
  cache.delete("a");
  assert.deepEqual(gone, [1, 2]);
});

Deno.test("PromiseCache.get() works an answer out once, unless that fails", async () => {
  const cache = new PromiseCache<number>(2);
  let asked = 0;
  const answer = () => Promise.resolve(++asked);
  assert.deepEqual(await Promise.all([cache.get("a", answer), cache.get("a", answer)]), [1, 1]);
  await assert.rejects(cache.get("b", () => Promise.reject(new Error("No."))), /No/);
  assert.equal(await cache.get("b", answer), 2);
  cache.clear();
  assert.equal(await cache.get("a", answer), 3);
});
