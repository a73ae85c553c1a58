/**
 * What a server loses when it is killed at random moments amid its work, when the power is cut, when
 * its disk is full, and under floods of connections; and the longest that `/healthz` takes meanwhile
 * (limit: one second).
 * `deno task bench chaos [--quick] [--kills=N] [--seed=N]`; nothing may be lost.
 *
 * @module
 */
import { flood } from "./chaos/flood.ts";
import { fillDisk } from "./chaos/full_disk.ts";
import { type ChaosResult, killAtRandom } from "./chaos/kills.ts";
import { cutPower } from "./chaos/power_cut.ts";
import { report } from "./report.ts";

const LIMIT_MS = 1000;

const isQuick = Deno.args.includes("--quick");
const kills = option("kills") ?? (isQuick ? 5 : 60);
const seed = option("seed") ?? 1;
const note = (text: string) => console.error(text);

let isSound = true;
tell("SIGKILL", await killAtRandom(kills, seed, note));
tell("power cut", await cutPower(isQuick ? 5 : 27, seed, note));
tell("full disk", await fillDisk(isQuick ? 2 : 5, seed, note));
tell("connections", await flood(isQuick ? 2 : 5, isQuick ? 1000 : 20_000, note));
if (!isSound) Deno.exit(1);

function tell(name: string, result: ChaosResult | null): void {
  if (result === null) return console.error(`${name}: this machine cannot do that; left out.`);
  const { lost, health } = result;
  for (const each of lost) console.error(each);
  report({
    bench: "chaos",
    case: `${name} lost`,
    unit: "things",
    ours: lost.length,
    peers: {},
    ratios: {},
  });
  report({
    bench: "chaos",
    case: `${name} longest /healthz`,
    unit: "ms",
    ours: health.longestMs,
    peers: { limit: LIMIT_MS },
    ratios: { limit: LIMIT_MS / health.longestMs },
  });
  isSound &&= lost.length === 0 && health.longestMs <= LIMIT_MS;
}

function option(name: string): number | null {
  const given = Deno.args.find((each) => each.startsWith(`--${name}=`))?.split("=")[1];
  return given === undefined ? null : Number(given);
}
