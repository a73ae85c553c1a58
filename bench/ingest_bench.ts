/**
 * How fast a file of 4,898,431 KDD'99 records, 750 MB, becomes a dataset: from the end of its upload
 * to "ready", profile included, against pandas' `read_csv` with its C engine, which only reads the
 * same file. Three times each, in turn (`--quick`: a tenth of the file, once). Meanwhile `GET /` is
 * timed and the memory of all processes of the server is added up.
 *
 * @module
 */
import { join } from "node:path";
import { Client, type Dataset } from "../testing/client.ts";
import { startServer } from "../testing/server.ts";
import { writeKdd99Rows } from "./kdd99_rows.ts";
import { watchMemory } from "./memory.ts";
import { requireRealData } from "./real_data.ts";
import { median, report } from "./report.ts";
import { uploadFile } from "./upload_file.ts";

const ROWS = 4_898_431;
const quick = Deno.args.includes("--quick");
const rows = quick ? Math.ceil(ROWS / 10) : ROWS;
const rounds = quick ? 1 : 3;
const PANDAS = "import sys, time, pandas\n" +
  "start = time.perf_counter()\n" +
  "rows = len(pandas.read_csv(sys.argv[1], header=None, engine='c'))\n" +
  "print(time.perf_counter() - start, rows)\n";

const data = await requireRealData();
const folder = await Deno.makeTempDir({ prefix: "netsift-bench-" });
try {
  const file = join(folder, "kddcup.data");
  await writeKdd99Rows(data, file, rows);
  console.error(`${rows} records, ${megabytes((await Deno.stat(file)).size)} MB`);
  const ours: number[] = [];
  const pandas: number[] = [];
  const memory: number[] = [];
  const pages: number[] = [];
  for (let round = 0; round < rounds; round++) {
    const measured = await measureIngest(file);
    ours.push(measured.seconds);
    memory.push(measured.peakBytes);
    pages.push(...measured.pageMs);
    const peer = await measurePandas(file);
    if (peer !== null) pandas.push(peer);
  }
  const seconds = median(ours);
  const peer = pandas.length > 0 ? median(pandas) : null;
  report({
    bench: "ingest",
    case: "ingest-kdd",
    unit: "s",
    ours: seconds,
    peers: peer === null ? {} : { pandas: peer },
    ratios: peer === null ? {} : { pandas: peer / seconds },
  });
  const peak = megabytes(Math.max(...memory));
  report(against("ingest-kdd peak memory", "MB", peak, 2048));
  const p99 = pages.toSorted((a, b) => a - b)[Math.ceil(0.99 * pages.length) - 1];
  report(against("ingest-kdd GET / p99", "ms", p99, 100));
} finally {
  await Deno.remove(folder, { recursive: true });
}

function against(name: string, unit: string, ours: number, limit: number) {
  return {
    bench: "ingest",
    case: name,
    unit,
    ours,
    peers: { limit },
    ratios: { limit: limit / ours },
  };
}

function megabytes(bytes: number): number {
  return Math.round(bytes / 2 ** 20);
}

async function measureIngest(file: string) {
  await using server = await startServer();
  const client = new Client(server.url);
  const uploadStart = performance.now();
  const id = await uploadFile(`${server.url}/api/v1/datasets?name=kddcup.data`, file);
  const start = performance.now();
  await using memory = watchMemory(server.pid);
  const pageMs: number[] = [];
  let dataset: Dataset;
  do {
    await new Promise((resolve) => setTimeout(resolve, 100));
    const asked = performance.now();
    await (await fetch(server.url)).text();
    pageMs.push(performance.now() - asked);
    dataset = await client.get<Dataset>(`/datasets/${id}`);
  } while (dataset.status === "ingesting");
  const seconds = (performance.now() - start) / 1000;
  if (dataset.status !== "ready" || dataset.rows !== rows) {
    throw new Error(`The ingest gave ${dataset.rows} rows: ${dataset.error ?? dataset.status}.`);
  }
  console.error(
    `netsift: upload ${((start - uploadStart) / 1000).toFixed(1)} s, ingest ${
      seconds.toFixed(1)
    } s, peak ${megabytes(memory.peakBytes)} MB`,
  );
  return { seconds, pageMs, peakBytes: memory.peakBytes };
}

async function measurePandas(file: string): Promise<number | null> {
  try {
    const { success, stdout, stderr } = await new Deno.Command("/usr/bin/python3", {
      args: ["-c", PANDAS, file],
    }).output();
    if (!success) throw new Error(new TextDecoder().decode(stderr).trim().split("\n").at(-1));
    const [seconds, read] = new TextDecoder().decode(stdout).split(" ").map(Number);
    if (read !== rows) throw new Error(`It read ${read} rows.`);
    console.error(`pandas: ${seconds.toFixed(1)} s`);
    return seconds;
  } catch (error) {
    console.error(`pandas is left out: ${(error as Error).message}`);
    console.error("To install it on Debian: apt-get install python3-pandas");
    return null;
  }
}
