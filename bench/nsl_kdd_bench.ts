/**
 * How well the neural detectors tell attacks of NSL-KDD: trained on the 67,343 normal rows of
 * KDDTrain+, tested on KDDTest+, all features but the one that is constant, five seeds (`--quick`:
 * one). ROC-AUC of each seed and their mean, with default parameters; the deep network has other
 * layers. Peers are the figures that PyTorch's networks gave on the same rows, means of five seeds.
 *
 * @module
 */
import type { DetectorKind } from "../lib/detectors/detector.ts";
import type { ScalingChoice } from "../lib/learning/features/scaling/scaler.ts";
import { Client } from "../testing/client.ts";
import { startServer } from "../testing/server.ts";
import { requireRealData } from "./real_data.ts";
import { report } from "./report.ts";

interface Case {
  name: string;
  kind: DetectorKind;
  params?: Record<string, unknown>;
  torch?: number;
}

const RUNS: { scaling: ScalingChoice; cases: Case[] }[] = [
  {
    scaling: "standard",
    cases: [
      { name: "autoencoder", kind: "autoencoder", torch: 0.956 },
      { name: "lstm-autoencoder [64]", kind: "lstm-autoencoder", torch: 0.957 },
      {
        name: "lstm-autoencoder [128, 64]",
        kind: "lstm-autoencoder",
        params: { layers: [128, 64] },
        torch: 0.963,
      },
    ],
  },
  { scaling: "auto", cases: [{ name: "autoencoder, scaling auto", kind: "autoencoder" }] },
];

const data = await requireRealData();
const seeds = Deno.args.includes("--quick") ? [1] : [1, 2, 3, 4, 5];
await using server = await startServer();
const client = new Client(server.url);
const upload = async (name: string) =>
  await client.upload(name, (await Deno.open(`${data}/nsl-kdd/${name}`)).readable);
const train = await upload("KDDTrain+.txt.gz");
const test = await upload("KDDTest+.txt.gz");

for (const { scaling, cases } of RUNS) {
  const areas = cases.map(() => [] as number[]);
  for (const seed of seeds) {
    const run = await client.run({
      train: train.id,
      test: test.id,
      features: "all",
      scaling,
      seed,
      detectors: cases.map(({ kind, params }) => ({ kind, params })),
    });
    if (run.status !== "done") throw new Error(run.error ?? `The run is ${run.status}.`);
    for (const [i, { metrics, fitMs, scoreMs }] of run.results.entries()) {
      const { name } = cases[i];
      const seconds = (ms: number) => `${(ms / 1000).toFixed(1)} s`;
      console.error(`seed ${seed} ${name}: fit ${seconds(fitMs)}, score ${seconds(scoreMs)}`);
      areas[i].push(metrics.rocAuc!);
      print(`${name} seed ${seed}`, metrics.rocAuc!);
    }
  }
  for (const [i, { name, torch }] of cases.entries()) {
    print(`${name} mean`, areas[i].reduce((sum, area) => sum + area, 0) / seeds.length, torch);
  }
}

function print(name: string, ours: number, torch?: number): void {
  report({
    bench: "nsl_kdd",
    case: name,
    unit: "ROC-AUC",
    ours,
    peers: torch ? { torch } : {},
    ratios: torch ? { torch: ours / torch } : {},
  });
}
