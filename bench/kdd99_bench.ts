/**
 * How good the detectors are on KDD'99: trained on the normal rows of the 10 % file, ten features,
 * one-hot, tested on `corrected`, five seeds (`--quick`: one). Peers are the figures that
 * scikit-learn's IsolationForest and a PyTorch autoencoder gave on the same rows.
 *
 * @module
 */
import { TEN_FEATURES } from "../lib/web/training/feature_sets.ts";
import type { DetectorKind } from "../lib/detectors/detector.ts";
import type { RunResult } from "../lib/resources/run.ts";
import { Client } from "../testing/client.ts";
import { startServer } from "../testing/server.ts";
import { requireRealData } from "./real_data.ts";
import { report } from "./report.ts";

const PEERS: Partial<
  Record<DetectorKind, { name: string; accuracy: number; rocAuc: number }>
> = {
  "isolation-forest": { name: "scikit-learn", accuracy: 0.919, rocAuc: 0.969 },
  autoencoder: { name: "torch", accuracy: 0.956, rocAuc: 0.990 },
};

const data = await requireRealData();
const seeds = Deno.args.includes("--quick") ? [1] : [1, 2, 3, 4, 5];
await using server = await startServer();
const client = new Client(server.url);
const upload = async (name: string) =>
  await client.upload(name, (await Deno.open(`${data}/kddcup99/${name}`)).readable);
const train = await upload("kddcup.data_10_percent.gz");
const test = await upload("corrected.gz");

for (const seed of seeds) {
  const run = await client.run({
    train: train.id,
    test: test.id,
    features: TEN_FEATURES,
    seed,
    detectors: [
      { kind: "isolation-forest", threshold: { rule: "fixed", value: 0.5 } },
      { kind: "autoencoder" },
    ],
  });
  if (run.error) throw new Error(run.error);
  for (const result of run.results) {
    const seconds = (ms: number) => `${(ms / 1000).toFixed(1)} s`;
    console.error(
      `seed ${seed} ${result.kind}: fit ${seconds(result.fitMs)}, score ${
        seconds(result.scoreMs)
      }, ${JSON.stringify(result.metrics.confusion)}`,
    );
    print(seed, result);
  }
}

function print(seed: number, { kind, metrics }: RunResult): void {
  const peer = PEERS[kind]!;
  for (const metric of ["accuracy", "rocAuc"] as const) {
    const ours = metrics[metric]!;
    report({
      bench: "kdd99",
      case: `${kind} ${metric} seed ${seed}`,
      unit: "share",
      ours,
      peers: { [peer.name]: peer[metric] },
      ratios: { [peer.name]: ours / peer[metric] },
    });
  }
}
