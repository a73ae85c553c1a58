/**
 * Two million packets of the simulated office (`--quick`: 200,000). Whole processes in turn: flows with
 * all columns by ours, conversations by tshark, bidirectional records by argus, NetFlow by nfpcapd. Then
 * the time until the capture is a dataset with its profile, from the end of its upload, and the memory
 * that 10 GB (`--quick`: 300 MB) take that come through a pipe.
 *
 * Ratios are those of the clock, and of computing on all processors, which a busy machine leaves alone.
 *
 * @module
 */
import { join } from "node:path";
import { writeOfficeDemo } from "../lib/datasets/demo/office/demo.ts";
import { INSTALLED } from "../testing/installed.ts";
import { Client, type Dataset } from "../testing/client.ts";
import { startServer } from "../testing/server.ts";
import { type CommandTime, isInstalled, timeCommand } from "./capture/time_command.ts";
import { watchMemory } from "./memory.ts";
import { median, report } from "./report.ts";
import { uploadFile } from "./upload_file.ts";

const quick = Deno.args.includes("--quick");
const PACKETS = quick ? 200_000 : 2_000_000;
const ROUNDS = quick ? 1 : 3;
const STREAMED_BYTES = quick ? 3e8 : 1e10;
const MOST_MEGABYTES = 600;
const PACKETS_A_SECOND = 1e6;
const OFFICE = {
  days: 14,
  hosts: 50,
  incidents: 3,
  labels: false,
  seed: 1,
  form: "capture",
} as const;

const script = (name: string) => new URL(`./capture/${name}`, import.meta.url).pathname;
const deno = (name: string) => [Deno.execPath(), "run", "--quiet", "-A", INSTALLED, script(name)];

const folder = await Deno.makeTempDir({ prefix: "netsift-bench-" });
try {
  const capture = join(folder, "office.pcapng");
  await writeOfficeDemo(capture, OFFICE, { mostPackets: PACKETS });
  await compareFlows(capture);
  await measureDataset(capture);
  await measureStream();
} finally {
  await Deno.remove(folder, { recursive: true });
}

async function compareFlows(capture: string): Promise<void> {
  const target = join(folder, "flows");
  const commands: Record<string, string[]> = {
    netsift: [...deno("flows_of_capture.ts"), capture, target],
    tshark: ["tshark", "-q", "-z", "conv,tcp", "-r", capture],
    argus: ["argus", "-r", capture, "-w", target],
    nfpcapd: ["nfpcapd", "-r", capture, "-w", await Deno.makeTempDir({ dir: folder })],
  };
  const times = new Map<string, CommandTime[]>();
  for (const name of Object.keys(commands)) {
    if (await isInstalled(commands[name][0])) times.set(name, []);
    else console.error(`${name} is left out: it is not installed.`);
  }
  for (let round = 0; round < ROUNDS; round++) {
    for (const [name, taken] of times) {
      taken.push(await timeCommand(commands[name]));
      await Deno.remove(target, { recursive: true }).catch(() => {});
    }
  }
  const measures = [["seconds", "flows"], ["cpuSeconds", "flows, computing"]] as const;
  for (const [measure, name] of measures) {
    const of = (side: string) => median(times.get(side)!.map((time) => time[measure]));
    const ours = of("netsift");
    const peers = Object.fromEntries(
      [...times.keys()].filter((side) => side !== "netsift").map((side) => [side, of(side)]),
    );
    const ratios = Object.fromEntries(
      Object.entries(peers).map(([side, seconds]) => [side, seconds / ours]),
    );
    report({ bench: "capture", case: name, unit: "s", ours, peers, ratios });
  }
}

async function measureDataset(capture: string): Promise<void> {
  const rates: number[] = [];
  for (let round = 0; round < ROUNDS; round++) {
    await using server = await startServer();
    const client = new Client(server.url);
    const id = await uploadFile(`${server.url}/api/v1/datasets?name=office`, capture);
    const start = performance.now();
    let dataset: Dataset;
    do {
      await new Promise((resolve) => setTimeout(resolve, 20));
      dataset = await client.get<Dataset>(`/datasets/${id}`);
    } while (dataset.status === "ingesting");
    if (dataset.status !== "ready") throw new Error(`The ingest failed: ${dataset.error}.`);
    rates.push(PACKETS / (performance.now() - start) * 1000);
  }
  reportAgainst("dataset with its profile", "packets/s", median(rates), PACKETS_A_SECOND, true);
}

async function measureStream(): Promise<void> {
  const source = new Deno.Command(Deno.execPath(), {
    args: [...deno("stream_capture.ts").slice(1), String(STREAMED_BYTES)],
    stdout: "piped",
  }).spawn();
  const reader = new Deno.Command(Deno.execPath(), {
    args: [...deno("flows_of_capture.ts").slice(1), "-", join(folder, "streamed")],
    stdin: "piped",
    stdout: "piped",
  }).spawn();
  await using memory = watchMemory(reader.pid);
  await source.stdout.pipeTo(reader.stdin);
  const { success, stdout } = await reader.output();
  if (!success) throw new Error("The streamed capture could not be read.");
  const { packets, flows } = JSON.parse(new TextDecoder().decode(stdout));
  console.error(`${STREAMED_BYTES / 1e9} GB through a pipe: ${packets} packets, ${flows} flows`);
  const megabytes = Math.round(memory.peakBytes / 2 ** 20);
  reportAgainst("streamed, peak memory", "MB", megabytes, MOST_MEGABYTES, false);
}

function reportAgainst(
  name: string,
  unit: string,
  ours: number,
  limit: number,
  isMoreBetter: boolean,
): void {
  const ratio = isMoreBetter ? ours / limit : limit / ours;
  report({ bench: "capture", case: name, unit, ours, peers: { limit }, ratios: { limit: ratio } });
}
