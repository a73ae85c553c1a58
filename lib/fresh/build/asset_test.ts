import assert from "node:assert/strict";
import { asset, setCurrentBuild } from "./asset.ts";

Deno.test("asset() marks paths with the build", () => {
  setCurrentBuild("b1");
  assert.equal(asset("/a.css"), "/a.css?__frsh_c=b1");
  assert.equal(asset("/a.svg?x=1#icon"), "/a.svg?x=1&__frsh_c=b1#icon");
});

Deno.test("asset() leaves other URLs alone", () => {
  setCurrentBuild("b1");
  for (const url of ["https://example.org/a.css", "//example.org/a.css", "/a?__frsh_c=x"]) {
    assert.equal(asset(url), url);
  }
  setCurrentBuild("");
  assert.equal(asset("/a.css"), "/a.css");
});
