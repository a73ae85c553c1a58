import assert from "node:assert/strict";
import { hasHeader } from "./header.ts";

const rows = (text: string) => text.split("\n").map((line) => line.split(","));

function headerOf(text: string): boolean {
  const [first, ...next] = rows(text);
  return hasHeader(first, next);
}

Deno.test("hasHeader() sees names above numbers and above words", () => {
  assert.equal(headerOf("a,b\n1,2"), true);
  assert.equal(headerOf("protocol,service\ntcp,http"), true);
  assert.equal(headerOf("host,2016,2017,rate,bytes,packets\nx,1,2,3,4,5"), true);
  assert.equal(headerOf("a,b"), true);
});

Deno.test("hasHeader() sees values in the first line", () => {
  assert.equal(headerOf("1,2\n3,4"), false);
  assert.equal(headerOf("tcp,http,5\nudp,dns,6"), false);
  assert.equal(headerOf("10.0.0.1,tcp\n10.0.0.2,udp"), false);
  assert.equal(headerOf("2017-07-06 12:39:06,x\n2017-07-06 12:39:07,y"), false);
  assert.equal(headerOf("?,7,8\n1,2,3"), false);
  assert.equal(headerOf("5"), false);
});

Deno.test("hasHeader() takes consecutive numbers for names, unless every line holds them", () => {
  assert.equal(headerOf("0,1,2\n7,8,9"), true);
  assert.equal(headerOf("1,2,3\n4,5,6"), false);
  assert.equal(headerOf("0,1,2\n0,1,2\n0,1,2"), false);
});
