import assert from "node:assert/strict";
import { alertSortHeads } from "./sort_heads.ts";

Deno.test("alertSortHeads() keeps the filter, leaves the page, and turns the order round", () => {
  const address = new URLSearchParams("host=a&page=3");
  const heads = alertSortHeads(address, "severity", true);
  const of = (name: string) => heads.find((head) => head.name === name)!;
  assert.deepEqual([of("severity").sorted, of("raised").sorted], ["descending", "none"]);
  assert.equal(of("severity").href, "/alerts?host=a&sort=severity&order=asc");
  assert.equal(of("raised").href, "/alerts?host=a&sort=raised&order=desc");
  assert.equal(of("host").href, "/alerts?host=a&sort=host&order=asc");
});
