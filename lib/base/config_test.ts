import assert from "node:assert/strict";
import { readConfig } from "./config.ts";

const SECRET = "sixteen-letters!";

Deno.test("readConfig() listens on loopback by default", () => {
  const { host, port } = readConfig({});
  assert.deepEqual([host, port], ["127.0.0.1", 8000]);
  assert.equal(readConfig({ HOST: "0.0.0.0", NETSIFT_OPEN: "yes" }).host, "0.0.0.0");
});

Deno.test("readConfig() takes sizes in megabytes", () => {
  assert.equal(readConfig({ NETSIFT_MAX_UPLOAD_MB: "2" }).maxUploadBytes, 2 * 1024 * 1024);
});

Deno.test("readConfig() names a variable that it cannot use", () => {
  for (const text of ["eighty", "-1", "70000", "80.5"]) {
    assert.throws(() => readConfig({ PORT: text }), /^RangeError: PORT must be a whole number/);
  }
});

Deno.test("readConfig() takes http addresses for the mirror of public datasets alone", () => {
  assert.equal(readConfig({}).downloadBase, null);
  const NETSIFT_DOWNLOAD_BASE = "http://mirror.example/data";
  assert.equal(readConfig({ NETSIFT_DOWNLOAD_BASE }).downloadBase, NETSIFT_DOWNLOAD_BASE);
  for (const text of ["file:///etc", "mirror.example", "ftp://mirror.example"]) {
    assert.throws(
      () => readConfig({ NETSIFT_DOWNLOAD_BASE: text }),
      /^RangeError: NETSIFT_DOWNLOAD_BASE must be an http/,
    );
  }
});

Deno.test("readConfig() refuses to be open beyond loopback unless it is told to", () => {
  for (const HOST of ["0.0.0.0", "::", "10.0.0.5", "netsift.example", "127.evil.example"]) {
    assert.throws(() => readConfig({ HOST }), /^RangeError: .*NETSIFT_TOKEN.*NETSIFT_OPEN=yes/);
    assert.throws(() => readConfig({ HOST, NETSIFT_TOKEN: " ", NETSIFT_OPEN: "no" }), RangeError);
    assert.equal(readConfig({ HOST, NETSIFT_TOKEN: SECRET }).access.adminToken, SECRET);
    assert.equal(readConfig({ HOST, NETSIFT_OPEN: "yes" }).access.adminToken, null);
  }
  for (const HOST of ["localhost", "127.0.0.1", "127.1.2.3", "::1", "[::1]"]) {
    assert.equal(readConfig({ HOST }).access.adminToken, null);
  }
});

Deno.test("readConfig() refuses a token that can be guessed", () => {
  assert.throws(() => readConfig({ NETSIFT_TOKEN: "fifteen-letters" }), /16 characters or more/);
  assert.throws(() => readConfig({ NETSIFT_TOKEN: "no spaces in a token" }), /ASCII/);
});

Deno.test("readConfig() limits rates where a token is set, or where it is told to", () => {
  assert.equal(readConfig({}).access.heavyPerMinute, null);
  assert.equal(readConfig({ NETSIFT_TOKEN: SECRET }).access.heavyPerMinute, 300);
  assert.equal(readConfig({ NETSIFT_HEAVY_PER_MINUTE: "7" }).access.heavyPerMinute, 7);
  const NETSIFT_TOKEN = SECRET;
  assert.equal(
    readConfig({ NETSIFT_TOKEN, NETSIFT_SCORE_PER_MINUTE: "0" }).access.scorePerMinute,
    null,
  );
});
