/**
 * How well detectors tell attacks of KDD'99 (ten features, test on `corrected`) and of NSL-KDD (all
 * features, test on KDDTest+), trained on normal rows: ROC-AUC, mean of five seeds (`--quick`: one),
 * beside scikit-learn's on the same matrices. Names of detectors as arguments run only these.
 *
 * @module
 */
import { join } from "node:path";
import { TEN_FEATURES } from "../lib/web/training/feature_sets.ts";
import { KDD_FEATURES } from "../lib/datasets/formats/kdd_names.ts";
import { autoencoderDefinition } from "../lib/detectors/autoencoder/definition.ts";
import type { DetectorKind } from "../lib/detectors/detector.ts";
import type { Matrix } from "../lib/learning/matrix.ts";
import { defaultMember } from "../lib/detectors/hybrid/member.ts";
import { knnDefinition } from "../lib/detectors/knn/definition.ts";
import { mahalanobisDefinition } from "../lib/detectors/mahalanobis/definition.ts";
import type { Params } from "../lib/learning/params.ts";
import { createDetector } from "../lib/detectors/registry.ts";
import { FeaturePipeline } from "../lib/learning/features/pipeline.ts";
import type { ScalingChoice } from "../lib/learning/features/scaling/scaler.ts";
import { rocCurve } from "../lib/learning/metrics/curves/roc_curve.ts";
import { selectNormalRows } from "../lib/training/rows/select_rows.ts";
import { readKddFrame } from "./kdd_frame.ts";
import { requireRealData } from "./real_data.ts";
import { report } from "./report.ts";

/** Detectors of one data set, named by their kind where nothing else is said. */
const DETECTORS: {
  kind: DetectorKind;
  name?: string;
  params?: Params;
  /** A name in `peers/sklearn_quality.py`. */
  peer?: string;
  seedless?: true;
}[] = [
  { kind: "isolation-forest", peer: "iforest" },
  { kind: "kmeans", params: { clusters: 8 }, peer: "kmeans" },
  { kind: "gmm", params: { components: 4 }, peer: "gmm" },
  { kind: "pca", params: { variance: 0.95 }, peer: "pca", seedless: true },
  { kind: "mahalanobis", peer: "mahalanobis", seedless: true },
  { kind: "knn", params: { neighbours: 10 }, peer: "knn" },
  { kind: "dbscan" },
  { kind: "hbos", seedless: true },
  { kind: "ecod", seedless: true },
  { kind: "autoencoder" },
  { kind: "autoencoder", name: "autoencoder, absolute errors", params: { error: "absolute" } },
  { kind: "untrained-autoencoder" },
  {
    kind: "hybrid",
    name: "hybrid of autoencoder, mahalanobis and knn",
    params: {
      rule: "mean",
      members: [autoencoderDefinition, mahalanobisDefinition, knnDefinition].map(defaultMember),
    },
  },
];

const SETS: {
  name: string;
  folder: string;
  train: string;
  test: string;
  features: readonly string[];
  scaling: ScalingChoice;
}[] = [
  {
    name: "kdd99",
    folder: "kddcup99",
    train: "kddcup.data_10_percent.gz",
    test: "corrected.gz",
    features: TEN_FEATURES,
    scaling: "auto",
  },
  {
    name: "nsl-kdd",
    folder: "nsl-kdd",
    train: "KDDTrain+.txt.gz",
    test: "KDDTest+.txt.gz",
    features: KDD_FEATURES.map(({ name }) => name),
    scaling: "log-standard",
  },
];

const data = await requireRealData();
const seeds = Deno.args.includes("--quick") ? [1] : [1, 2, 3, 4, 5];
const python = "/usr/bin/python3";
const hasPeer = (await new Deno.Command(python, { args: ["-c", "import sklearn"] }).output()
  .catch(() => ({ success: false }))).success;
if (!hasPeer) console.error("scikit-learn is left out: apt-get install python3-sklearn");

const named = Deno.args.slice(1).filter((each) => !each.startsWith("--"));
const detectors = DETECTORS.filter(({ kind }) => named.length === 0 || named.includes(kind));

for (const set of SETS) {
  const [train, test] = await Promise.all(
    [set.train, set.test].map((file) => readKddFrame(join(data, set.folder, file), set.features)),
  );
  const truth = Uint8Array.from(test.labels, (label) => label === "normal" ? 0 : 1);
  const areas = new Map<string, { ours: number[]; sklearn: number[] }>();
  for (const seed of seeds) {
    const all = Uint32Array.from({ length: train.frame.rows }, (_, row) => row);
    const { fit, heldOut } = selectNormalRows(all, (row) => train.labels[row] !== "normal", seed);
    const pipeline = FeaturePipeline.fit(train.frame, {
      encoding: "one-hot",
      scaling: set.scaling,
      rows: fit,
    });
    const x = pipeline.transform(train.frame, fit);
    const y = pipeline.transform(
      test.frame,
      Uint32Array.from({ length: test.frame.rows }, (_, row) => row),
    );
    const wanted = detectors.flatMap(({ peer }) => peer ?? []);
    const peers = hasPeer ? await sklearn(x, y, truth, seed, wanted) : {};
    const held = pipeline.transform(train.frame, heldOut);
    for (const { kind, name = kind, params, peer, seedless } of detectors) {
      const found = areas.get(name) ?? { ours: [], sklearn: [] };
      areas.set(name, found);
      if (peer && peer in peers) found.sklearn.push(peers[peer]);
      const started = performance.now();
      const detector = await createDetector(kind, params);
      await detector.fit(x, { seed, heldOut: (member) => member.score(held) });
      const area = rocCurve(await detector.score(y), truth).auc!;
      detector.dispose();
      found.ours.push(area);
      const seconds = ((performance.now() - started) / 1000).toFixed(1);
      const note = seedless ? ", takes no seed; the held-out rows differ" : "";
      console.error(`${set.name} ${name} seed ${seed}: ${area.toFixed(4)} (${seconds} s${note})`);
    }
  }
  for (const [name, { ours, sklearn }] of areas) {
    const peers: Record<string, number> = sklearn.length > 0 ? { sklearn: mean(sklearn) } : {};
    report({
      bench: "quality",
      case: `${set.name} ${name}`,
      unit: "ROC-AUC",
      ours: mean(ours),
      peers,
      ratios: Object.fromEntries(
        Object.entries(peers).map(([name, area]) => [name, mean(ours) / area]),
      ),
    });
  }
}
Deno.exit();

function mean(values: number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}

/** ROC-AUC of scikit-learn's detectors on the same numbers. */
async function sklearn(
  x: Matrix,
  y: Matrix,
  truth: Uint8Array,
  seed: number,
  wanted: string[],
): Promise<Record<string, number>> {
  const folder = await Deno.makeTempDir({ prefix: "netsift-quality-" });
  try {
    const files = { train: bytes(x.data), test: bytes(y.data), truth };
    for (const [name, content] of Object.entries(files)) {
      await Deno.writeFile(join(folder, name), content);
    }
    const script = new URL("./peers/sklearn_quality.py", import.meta.url).pathname;
    const { stdout, success } = await new Deno.Command(python, {
      args: [script, folder, String(x.cols), String(seed), ...wanted],
      stderr: "inherit",
    }).output();
    if (!success) throw new Error("The peer failed.");
    return JSON.parse(new TextDecoder().decode(stdout));
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
}

function bytes({ buffer, byteOffset, byteLength }: Float32Array): Uint8Array {
  return new Uint8Array(buffer, byteOffset, byteLength);
}
