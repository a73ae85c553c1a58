import assert from "node:assert/strict";
import { fitsPatterns } from "./file_patterns.ts";

Deno.test("fitsPatterns() lets stars stand for any characters and question marks for one", () => {
  const fitting = [
    ["conn.log", "conn.log"],
    ["conn.log", "*"],
    ["conn.2026-01-01.log.gz", "dns*, conn*.log*"],
    ["conn.log", "c?nn.l*g**"],
    ["a.log.log", "*.log"],
    ["eve-1.json", "eve-?.json"],
    ["*", "?"],
  ];
  for (const [name, patterns] of fitting) {
    assert.ok(fitsPatterns(name, patterns), `${name} ${patterns}`);
  }
  const others = [
    ["conn.log", "conn"],
    ["conn.log.gz", "*.log"],
    ["connXlog", "conn.log"],
    ["conn.log", "conn.log?"],
    ["xconn.log", "conn*"],
    ["conn.log", " , "],
  ];
  for (const [name, patterns] of others) {
    assert.ok(!fitsPatterns(name, patterns), `${name} ${patterns}`);
  }
});

Deno.test("fitsPatterns() takes no time with many stars", () => {
  const start = performance.now();
  assert.ok(!fitsPatterns("a".repeat(255), `${"*a".repeat(100)}*b`));
  assert.ok(performance.now() - start < 1000);
});
