/**
 * How fast detectors fit and score against their likes in scikit-learn, on the same rows and the same
 * processors. Sides take turns; each figure is the median of seven turns (`--quick`: five shorter
 * ones), scikit-learn's with its best `n_jobs`. Names of cases after the benchmark's run only these.
 *
 * @module
 */
import { createRandom } from "../lib/base/random.ts";
import { DETECTOR_CASES, type DetectorCase } from "./detectors/cases.ts";
import { contest, type Pace } from "./detectors/contest.ts";
import { OwnSide } from "./detectors/own_side.ts";
import { connectionRows } from "./detectors/rows.ts";
import type { DetectorSide } from "./detectors/side.ts";
import { startSklearn } from "./detectors/sklearn_side.ts";
import { report } from "./report.ts";

const SEED = 1;
const pace: Pace = Deno.args.includes("--quick")
  ? { seconds: 0.3, rounds: 5 }
  : { seconds: 1, rounds: 7 };
const asked = DETECTOR_CASES.filter(({ name }) => Deno.args.includes(name));

const folder = await Deno.makeTempDir({ prefix: "netsift-bench-" });
try {
  await using stack = new AsyncDisposableStack();
  const sides: DetectorSide[] = [new OwnSide(), ...await startSklearn()];
  for (const side of sides) stack.use(side);
  for (const each of asked.length > 0 ? asked : DETECTOR_CASES) await measure(each, sides);
} finally {
  await Deno.remove(folder, { recursive: true });
}

async function measure(detectorCase: DetectorCase, sides: DetectorSide[]): Promise<void> {
  const { name, unit, rows, cols } = detectorCase;
  const x = connectionRows(rows, cols, createRandom(SEED));
  const file = `${folder}/rows`;
  await Deno.writeFile(file, new Uint8Array(x.data.slice().buffer));
  const best: Record<string, number> = {};
  for (const { side, rate } of await contest(sides, { case: detectorCase, x, file }, pace)) {
    console.error(`${name}, ${side.name}: ${Number(rate.toPrecision(4))} ${unit}`);
    best[side.peer] = Math.max(best[side.peer] ?? 0, rate);
  }
  const { ours, ...peers } = best;
  const ratios = Object.fromEntries(
    Object.entries(peers).map(([peer, rate]) => [peer, ours / rate]),
  );
  report({ bench: "detectors", case: name, unit, ours, peers, ratios });
}
