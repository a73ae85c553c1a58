/**
 * Ingests 10,000 damaged files and as many captures (`--quick`: 500) in two processes: bits flipped, cut
 * off, huge fields, archives that explode or name files outside. Counts how many broke the ingest down; none may.
 *
 * @module
 */
import { watchMemory } from "./memory.ts";
import { report } from "./report.ts";

interface Outcome {
  seed: number;
  read?: boolean;
  fault?: string;
}

const CASES = Deno.args.includes("--quick") ? 500 : 10_000;
const PROCESSES = 2;
/** A process that says nothing for so long hangs. */
const PATIENCE_MS = 180_000;

let isSound = true;
for (const kind of ["files", "captures"] as const) {
  const { outcomes, peakBytes } = await fuzz(kind);
  const faults = outcomes.filter(({ fault }) => fault !== undefined);
  for (const { seed, fault } of faults) console.error(`${kind}, seed ${seed}: ${fault}`);
  const read = outcomes.filter((outcome) => outcome.read).length;
  console.error(`${read} ${kind} were read, ${outcomes.length - read - faults.length} refused.`);
  const line = { bench: "fuzz", peers: {}, ratios: {} };
  report({ ...line, case: `damaged ${kind}`, unit: "files", ours: outcomes.length });
  report({ ...line, case: `${kind}: breakdowns`, unit: "files", ours: faults.length });
  report({ ...line, case: `${kind}: peak memory of a process`, unit: "bytes", ours: peakBytes });
  isSound &&= faults.length === 0;
}
if (!isSound) Deno.exit(1);

/** What came of all cases of a kind. */
interface Fuzzed {
  outcomes: Outcome[];
  peakBytes: number;
}

async function fuzz(kind: string): Promise<Fuzzed> {
  const fuzzed: Fuzzed = { outcomes: [], peakBytes: 0 };
  await Promise.all(Array.from({ length: PROCESSES }, (_, i) => work(kind, i + 1, fuzzed)));
  return fuzzed;
}

/** Checks every other seed; a process that dies or hangs costs one case and is started again. */
async function work(kind: string, first: number, fuzzed: Fuzzed): Promise<void> {
  let next = first;
  while (next <= CASES) {
    const last = await runChild(kind, next, fuzzed);
    if (last > CASES) return;
    fuzzed.outcomes.push({ seed: last, fault: "the process died or hung" });
    next = last + PROCESSES;
  }
}

/** @returns the first seed without an outcome */
async function runChild(kind: string, from: number, fuzzed: Fuzzed): Promise<number> {
  const { outcomes } = fuzzed;
  const script = new URL("../testing/fuzz/child.ts", import.meta.url).href;
  const child = new Deno.Command(Deno.execPath(), {
    args: ["run", "--quiet", "-A", script, kind, ...[from, PROCESSES, CASES + 1].map(String)],
    stdout: "piped",
  }).spawn();
  await using memory = watchMemory(child.pid);
  const hung = () => child.kill("SIGKILL");
  let timer = setTimeout(hung, PATIENCE_MS);
  let next = from;
  let rest = "";
  for await (const text of child.stdout.pipeThrough(new TextDecoderStream())) {
    const lines = (rest + text).split("\n");
    rest = lines.pop()!;
    for (const line of lines) {
      outcomes.push(JSON.parse(line));
      next += PROCESSES;
      if (outcomes.length % 500 === 0) console.error(`${outcomes.length} of ${CASES}`);
    }
    clearTimeout(timer);
    timer = setTimeout(hung, PATIENCE_MS);
  }
  clearTimeout(timer);
  await child.status;
  fuzzed.peakBytes = Math.max(fuzzed.peakBytes, memory.peakBytes);
  return next;
}
