import assert from "node:assert/strict";
import { LruCache } from "./lru_cache.ts";

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
