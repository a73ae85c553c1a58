/**
 * How many incidents in simulated offices the behaviour checks find at one false finding per 100 hosts
 * and days, beside z-scores of counts per hour and an isolation forest on single flows; and how fast
 * the checks are.
 *
 * The whole run takes twenty seeds that nothing else uses. `--tune` takes thirty others, to tune on;
 * `--quick` three of these. `--explain` tells what was missed, ranked too low and claimed for nothing. `recall` or `throughput` after the benchmark's name run only that case.
 *
 * @module
 */
import { INCIDENT_KINDS } from "../lib/datasets/demo/office/incidents/incident.ts";
import { FINAL_SEEDS, TUNING_SEEDS } from "./detections/plan.ts";
import { FALSE_FINDINGS, runSeed, type Tallies } from "./detections/recall.ts";
import type { Tally, Trials } from "./detections/tally.ts";
import { fileReader, measureThroughput, streamReader } from "./detections/throughput.ts";
import { report } from "./report.ts";

const isQuick = Deno.args.includes("--quick");
const RECORDS = isQuick ? 200_000 : 1_000_000;
/** Runs with incidents for each seed: twice each kind at full and half strength. */
const ROUNDS = 4;
/** Records a second that the checks have to keep up with. */
const LEAST_RECORDS = 50_000;

const asked = ["recall", "throughput"].filter((name) => Deno.args.includes(name));
const runs = (name: string) => asked.length === 0 || asked.includes(name);
if (runs("recall")) await reportRecall();
if (runs("throughput")) {
  reportThroughput("all checks", fileReader());
  reportThroughput("all checks on a stream", streamReader());
}

async function reportRecall(): Promise<void> {
  const isTuning = isQuick || Deno.args.includes("--tune");
  const seeds = isTuning ? TUNING_SEEDS.slice(0, isQuick ? 3 : undefined) : FINAL_SEEDS;
  const tallies: Tallies = new Map();
  for (const seed of seeds) {
    await runSeed(seed, isQuick ? 2 : ROUNDS, tallies);
    console.error(`seed ${seed}: ${summary(tallies.get("ours")!)}`);
  }
  if (Deno.args.includes("--explain")) {
    for (const remark of tallies.get("ours")!.remarks) console.error(remark);
  }
  reportFalse(tallies);
  for (const kind of INCIDENT_KINDS) {
    for (const strength of ["full", "half"]) {
      const key = `${kind} ${strength}`;
      reportShare(`${key} recall`, tallies, key, ({ found }) => found);
      reportShare(`${key} first`, tallies, key, ({ first }) => first);
      reportShare(`${key} first three`, tallies, key, ({ firstThree }) => firstThree);
    }
  }
}

function summary({ trials, hostDays, falseClaims, falseOutside }: Tally): string {
  const sum = (what: keyof Trials) =>
    [...trials.values()].reduce((total, each) => total + each[what], 0);
  const share = (what: keyof Trials) => (sum(what) / sum("count")).toFixed(2);
  return `found ${share("found")}, first ${share("first")}, first three ${share("firstThree")}, ` +
    `false per 100 hosts and days ${(100 * falseClaims / hostDays).toFixed(2)} ` +
    `and ${(100 * falseOutside / hostDays).toFixed(2)} outside`;
}

function reportFalse(tallies: Tallies): void {
  const lines = {
    "false findings beside incidents": (tally: Tally) => tally,
    "false findings without incidents": ({ clean }: Tally) => clean,
  };
  for (const [name, of] of Object.entries(lines)) {
    const rates = [...tallies].map(([contender, tally]) => {
      const { falseClaims, falseOutside, hostDays } = of(tally);
      return [contender, 100 * (falseClaims + falseOutside) / hostDays] as const;
    });
    const { ours, ...peers } = Object.fromEntries(rates);
    const asked = { asked: FALSE_FINDINGS };
    report({
      bench: "detections",
      case: name,
      unit: "per 100 hosts and days",
      ours,
      peers: { ...asked, ...peers },
      ratios: ratios({ ...asked, ...peers }, (peer) => peer / ours),
    });
  }
}

function reportShare(
  name: string,
  tallies: Tallies,
  key: string,
  count: (trials: Trials) => number,
): void {
  const shares = [...tallies].map(([contender, { trials }]) => {
    const each = trials.get(key);
    return [contender, each ? count(each) / each.count : 0] as const;
  });
  const { ours, ...peers } = Object.fromEntries(shares);
  report({
    bench: "detections",
    case: name,
    unit: "share of incidents",
    ours,
    peers,
    ratios: ratios(peers, (peer) => ours / peer),
  });
}

/** What is divided by nothing is left out. */
function ratios(
  peers: Record<string, number>,
  ratio: (peer: number) => number,
): Record<string, number> {
  return Object.fromEntries(
    Object.entries(peers).map(([name, value]) => [name, ratio(value)] as const)
      .filter(([, value]) => Number.isFinite(value)),
  );
}

function reportThroughput(what: string, reader: Parameters<typeof measureThroughput>[1]): void {
  const measured = measureThroughput(RECORDS, reader);
  const { records, recordsPerSecond, generatedPerSecond, peakMegabytes } = measured;
  report({
    bench: "detections",
    case: `${what} over ${records} records`,
    unit: "records per second of processor time",
    ours: recordsPerSecond,
    peers: { required: LEAST_RECORDS, generator: generatedPerSecond },
    ratios: { required: recordsPerSecond / LEAST_RECORDS },
  });
  report({
    bench: "detections",
    case: `${what}: peak memory, generator included`,
    unit: "MB",
    ours: peakMegabytes,
    peers: {},
    ratios: {},
  });
}
