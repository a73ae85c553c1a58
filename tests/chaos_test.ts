import assert from "node:assert/strict";
import { flood } from "../bench/chaos/flood.ts";
import { fillDisk } from "../bench/chaos/full_disk.ts";
import { type ChaosResult, killAtRandom } from "../bench/chaos/kills.ts";
import { cutPower } from "../bench/chaos/power_cut.ts";
import { isIdle } from "../testing/idle.ts";
import { anySeed, gateOrNightly } from "../testing/nightly.ts";

/** Another one each time: what fails names it. The long version: `deno task bench chaos`. */
const seed = anySeed();
const LIMIT_MS = 1000;

async function judge(result: ChaosResult | null): Promise<void> {
  if (result === null) return console.log("Skipped: this machine lacks mount or prlimit.");
  assert.deepEqual(result.lost, [], `seed ${seed}`);
  if (await isIdle()) {
    assert.ok(result.health.longestMs <= LIMIT_MS, `${result.health.longestMs} ms`);
  }
}

Deno.test("a server that is killed at random moments loses nothing", async () => {
  await judge(await killAtRandom(gateOrNightly(2, 20), seed));
});

Deno.test("a power cut right after an acknowledgement loses nothing", async () => {
  await judge(await cutPower(gateOrNightly(3, 18), seed));
});

Deno.test("a full disk costs no more than what it stops, and is told as such", async () => {
  await judge(await fillDisk(gateOrNightly(1, 5), seed));
});

Deno.test("a flood of connections neither ends nor blocks a server", async () => {
  await judge(await flood(gateOrNightly(2, 5), 500));
});
