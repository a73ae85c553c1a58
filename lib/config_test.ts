import assert from "node:assert/strict";
import { readConfig } from "./config.ts";

Deno.test("readConfig() listens on loopback unless told otherwise", () => {
  const { host, port } = readConfig({});
  assert.deepEqual([host, port], ["127.0.0.1", 8000]);
  assert.equal(readConfig({ HOST: "0.0.0.0" }).host, "0.0.0.0");
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
