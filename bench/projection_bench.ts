/**
 * t-SNE of 5,000 distinct records of NSL-KDD's KDDTest+ (`--quick`: 1,000) beside druidjs's on the
 * same principal components, taking turns: seconds, and how well neighbours are kept. Figures are
 * medians of three turns (`--quick`: of one).
 *
 * @module
 */
import { join } from "node:path";
import { KDD_FEATURES } from "../lib/datasets/formats/kdd_names.ts";
import { FeaturePipeline } from "../lib/learning/features/pipeline.ts";
import type { Rows } from "../lib/learning/linear_algebra/moments.ts";
import { principalComponents } from "../lib/learning/projection/principal_components.ts";
import { tsne } from "../lib/learning/projection/tsne.ts";
import { readKddFrame } from "./kdd_frame.ts";
import { projectionQuality } from "./projection/quality.ts";
import { requireRealData } from "./real_data.ts";
import { median, report } from "./report.ts";

const PERPLEXITY = 30;
/** As many as ours takes. */
const STEPS = 750;
/** Directions that neighbours are looked for in, as on the page. */
const COMPONENTS = 50;
/** Neighbours whose keeping is judged. */
const NEIGHBOURS = 12;
const PACKAGE = "npm:@saehrimnir/druidjs@0.9.0";

const isQuick = Deno.args.includes("--quick");
const [wanted, turns] = isQuick ? [1000, 1] : [5000, 3];

interface Turn {
  seconds: number;
  points: Float64Array;
}

const folder = await Deno.makeTempDir({ prefix: "netsift-bench-" });
try {
  const x = await distinctRecords(await requireRealData(), wanted);
  const { scores } = await principalComponents(x, COMPONENTS);
  const figures: Record<string, { seconds: number[]; trust: number[]; kept: number[] }> = {};
  const sides: Record<string, () => Promise<Turn | null>> = {
    ours: () => ours(scores),
    druidjs: () => druidjs(scores),
  };
  for (let turn = 1; turn <= turns; turn++) {
    for (const [name, run] of Object.entries(sides)) {
      const done = await run();
      if (!done) continue;
      const quality = projectionQuality(scores, done.points, NEIGHBOURS);
      const found = figures[name] ??= { seconds: [], trust: [], kept: [] };
      found.seconds.push(done.seconds);
      found.trust.push(quality.trustworthiness);
      found.kept.push(quality.preservation);
      console.error(`turn ${turn}, ${name}: ${done.seconds.toFixed(1)} s`, quality);
    }
  }
  const { ours: own, ...others } = figures;
  for (
    const [what, unit, key, least] of [
      ["time", "s", "seconds", true],
      ["trustworthiness", "share", "trust", false],
      ["neighbours kept", "share", "kept", false],
    ] as const
  ) {
    const figure = median(own[key]);
    const peers = Object.fromEntries(
      Object.entries(others).map(([name, each]) => [name, median(each[key])]),
    );
    const ratios = Object.fromEntries(
      Object.entries(peers).map(([name, peer]) => [name, least ? peer / figure : figure / peer]),
    );
    report({
      bench: "projection",
      case: `${wanted} rows, ${what}`,
      unit,
      ours: figure,
      peers,
      ratios,
    });
  }
} finally {
  await Deno.remove(folder, { recursive: true });
}

/** Records of KDDTest+ that differ, spread over the file. */
async function distinctRecords(data: string, count: number): Promise<Rows> {
  const path = join(data, "nsl-kdd", "KDDTest+.txt.gz");
  const { frame } = await readKddFrame(path, KDD_FEATURES.map(({ name }) => name));
  const every = Uint32Array.from({ length: frame.rows }, (_, row) => row);
  const pipeline = FeaturePipeline.fit(frame, {
    encoding: "one-hot",
    scaling: "log-standard",
    rows: every,
  });
  const { data: values, cols } = pipeline.transform(frame, every);
  const stride = 7919; // a prime that does not divide the number of records
  const chosen = new Map<string, number>();
  for (let i = 0; i < frame.rows && chosen.size < count; i++) {
    const row = (i * stride) % frame.rows;
    const key = values.subarray(row * cols, (row + 1) * cols).join();
    if (!chosen.has(key)) chosen.set(key, row);
  }
  return pipeline.transform(frame, Uint32Array.from(chosen.values()));
}

async function ours(x: Rows): Promise<Turn> {
  const start = Float64Array.from(
    { length: 2 * x.rows },
    (_, i) => x.data[(i >> 1) * x.cols + i % 2],
  );
  const began = performance.now();
  const points = await tsne(x, start, { perplexity: PERPLEXITY, seed: 1 });
  return { seconds: (performance.now() - began) / 1000, points };
}

/** In a process without our settings, so that the package is none of ours; `null` without it. */
async function druidjs({ data, rows, cols }: Rows): Promise<Turn | null> {
  const files = { rows: join(folder, "rows"), points: join(folder, "points") };
  await Deno.writeFile(files.rows, new Uint8Array(Float32Array.from(data).buffer));
  const peer = new URL("./peers/druid_peer.ts", import.meta.url).pathname;
  const task = { package: PACKAGE, rows, cols, files, perplexity: PERPLEXITY, steps: STEPS };
  const { success, stdout, stderr } = await new Deno.Command(Deno.execPath(), {
    args: [
      ...["run", "--quiet", "-A", "--no-check", "--no-config", "--no-lock"],
      ...["--node-modules-dir=none", peer, JSON.stringify(task)],
    ],
    cwd: folder,
  }).output();
  const text = (bytes: Uint8Array) => new TextDecoder().decode(bytes).trim();
  if (!success) {
    console.error(`druidjs is left out; ${PACKAGE} needs the npm registry: ${text(stderr)}`);
    return null;
  }
  const points = new Float64Array((await Deno.readFile(files.points)).buffer);
  return { ...JSON.parse(text(stdout)), points };
}
