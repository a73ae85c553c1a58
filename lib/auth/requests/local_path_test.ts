import assert from "node:assert/strict";
import fc from "fast-check";
import { localPath } from "./local_path.ts";

Deno.test("localPath() keeps addresses of this server, with their query", () => {
  for (const path of ["/", "/runs?page=2", "/runs/run-1?a=b&c=d", "/loginx", "/a//b"]) {
    assert.equal(localPath(path), path);
  }
  assert.equal(localPath("/runs#part"), "/runs");
  assert.equal(localPath("/a/../runs"), "/runs");
});

Deno.test("localPath() turns what leads elsewhere, or back to logging in, into /", () => {
  const refused = [
    ...[null, undefined, "", "runs", "http://evil.example/", "javascript:alert(1)"],
    ...["//evil.example", "/\\evil.example", "/\t/evil.example", "/..//evil.example"],
    ...["/login", "/login?next=/", "/logout", "/a/../login", "/\nrun"],
  ];
  for (const path of refused) assert.equal(localPath(path), "/", String(path));
});

Deno.test("localPath() never leads to another host, whatever it is given", () => {
  const part = fc.constantFrom("/", "\\", "..", "@", ":", "evil.example", "http", "%2f", "?", "a");
  fc.assert(fc.property(fc.array(part, { maxLength: 8 }), (parts) => {
    const path = localPath(parts.join(""));
    assert.equal(new URL(path, "http://here.example").host, "here.example");
  }));
});
