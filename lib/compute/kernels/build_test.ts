import assert from "node:assert/strict";
import { compileKernels, KERNEL_BUILDS } from "./build.ts";

for (const name of Object.keys(KERNEL_BUILDS) as (keyof typeof KERNEL_BUILDS)[]) {
  Deno.test(`compileKernels() gives the ${name} that is checked in`, async () => {
    const compiled = await compileKernels(name);
    const checkedIn = await Deno.readFile(new URL(name, import.meta.url));
    assert.ok(
      Uint8Array.prototype.every.call(compiled, (byte, i) => byte === checkedIn[i]) &&
        compiled.length === checkedIn.length,
      "Run `deno task kernels` and check the result in.",
    );
  });
}
