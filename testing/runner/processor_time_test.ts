import assert from "node:assert/strict";
import { childrenSeconds, readChildrenSeconds } from "./processor_time.ts";

Deno.test("readChildrenSeconds() adds what children computed for themselves and in the system", () => {
  const stat = "7 (a (b) c) S 1 7 7 0 -1 4194560 1 2 3 4 11 22 300 45 20 0 9 0 100";
  assert.equal(readChildrenSeconds(stat), 3.45);
});

Deno.test({
  name: "childrenSeconds() grows by what a process computes",
  ignore: Deno.build.os !== "linux",
  async fn() {
    const before = await childrenSeconds();
    const script = "const end = performance.now() + 200; while (performance.now() < end);";
    await new Deno.Command(Deno.execPath(), { args: ["eval", script] }).output();
    assert.ok((await childrenSeconds())! > before!);
  },
});
