import assert from "node:assert/strict";
import { atMirror, PUBLIC_SOURCES, publicSource } from "./sources.ts";

Deno.test("PUBLIC_SOURCES are whole, and fetched over https from their own hosts", () => {
  const ids = PUBLIC_SOURCES.map(({ id }) => id);
  assert.equal(new Set(ids).size, ids.length);
  for (const { url, hosts, checksum, page } of PUBLIC_SOURCES) {
    assert.equal(new URL(url).protocol, "https:");
    assert.ok(hosts.includes(new URL(url).host));
    assert.match(checksum.sha256, /^[0-9a-f]{64}$/);
    assert.equal(new URL(page).protocol, "https:");
  }
  assert.equal(publicSource("https://example.org/"), null);
});

Deno.test("atMirror() looks for the same file under another address, and nowhere else", () => {
  const source = publicSource("nsl-kdd-test")!;
  assert.equal(atMirror(source, null), source);
  for (const base of ["http://mirror.example:81/nsl", "http://mirror.example:81/nsl/"]) {
    const { url, hosts } = atMirror(source, base);
    assert.equal(url, "http://mirror.example:81/nsl/KDDTest%2B.txt");
    assert.deepEqual(hosts, ["mirror.example:81"]);
  }
});
