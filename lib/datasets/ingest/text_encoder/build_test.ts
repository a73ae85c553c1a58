import assert from "node:assert/strict";
import { compileTextEncoder } from "./build.ts";
import { TEXT_ENCODER } from "./encoder_module.ts";

Deno.test("compileTextEncoder() gives the build that is checked in", async () => {
  const compiled = await compileTextEncoder();
  const checkedIn = await Deno.readFile(TEXT_ENCODER);
  assert.ok(
    compiled.length === checkedIn.length && compiled.every((byte, i) => byte === checkedIn[i]),
    "Run `deno task kernels` and check the result in.",
  );
});
