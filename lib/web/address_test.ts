import assert from "node:assert/strict";
import { changedAddress } from "./address.ts";

Deno.test("changedAddress() sets and takes away parameters, and leaves the rest", () => {
  const changes = new Map([["sort", "f1"], ["scale", null], ["hidden", "2,3"]]);
  assert.equal(
    changedAddress("http://host/runs/run-1?scale=linear&page=2#top", changes),
    "http://host/runs/run-1?page=2&sort=f1&hidden=2,3#top",
  );
});
