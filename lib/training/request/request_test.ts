import assert from "node:assert/strict";
import { z } from "zod";
import type {
  ColumnProfile,
  ColumnRole,
  DatasetDetail,
  LabelCount,
} from "../../resources/dataset.ts";
import { parseRunRequest } from "./request.ts";

const column = (name: string, role: ColumnRole, type: ColumnProfile["type"]): ColumnProfile => ({
  name,
  role,
  reason: null,
  type,
  missing: 0,
  infinite: 0,
  policy: "median",
  distinct: 2,
  min: null,
  max: null,
  mean: null,
  std: null,
  top: [],
  histogram: null,
});

const LABELS: LabelCount[] = [
  { name: "normal", count: 900, attack: false, duplicates: 0, dropped: 0 },
  { name: "smurf", count: 100, attack: true, duplicates: 0, dropped: 0 },
];

function dataset(id: string, options: Partial<{
  columns: ColumnProfile[];
  labels: LabelCount[];
  status: DatasetDetail["status"];
}> = {}): DatasetDetail {
  const columns = options.columns ?? [
    column("bytes", "numeric", "numeric"),
    column("service", "categorical", "categorical"),
    column("id", "identifier", "categorical"),
    column("label", "label", "categorical"),
  ];
  return {
    id,
    name: `${id}.csv`,
    status: options.status ?? "ready",
    profile: { rows: 1000, columns, labels: options.labels ?? LABELS },
  } as DatasetDetail;
}

const DATASETS = new Map([
  dataset("train"),
  dataset("test"),
  dataset("attacks", {
    labels: [{ name: "smurf", count: 1000, attack: true, duplicates: 0, dropped: 0 }],
  }),
  dataset("calm", { labels: [{ ...LABELS[0] }, { ...LABELS[1], count: 1 }] }),
  dataset("unlabelled", { labels: [] }),
  dataset("narrow", { columns: [column("bytes", "categorical", "categorical")] }),
  dataset("waiting", { status: "ingesting" }),
].map((each) => [each.id, each]));

const parse = (body: unknown) => parseRunRequest(body, (id) => DATASETS.get(id) ?? null);

const FOREST = { kind: "isolation-forest" };

function issues(body: unknown): Record<string, string> {
  try {
    parse(body);
  } catch (error) {
    assert.ok(error instanceof z.ZodError, String(error));
    return Object.fromEntries(error.issues.map(({ path, message }) => [path.join("/"), message]));
  }
  return {};
}

Deno.test("parseRunRequest() fills in defaults", () => {
  const request = parse({ train: "train", detectors: [FOREST, { kind: "autoencoder" }] });
  assert.deepEqual(request.split, { test: 0.3 });
  assert.ok(!("sequenceBy" in request));
  assert.ok(!("sequenceBy" in parse({ train: "train", sequenceBy: null, detectors: [FOREST] })));
  assert.equal(request.features, "all");
  assert.equal(request.encoding, "one-hot");
  assert.equal(request.scaling, "standard");
  assert.equal(request.seed, 42);
  const [forest, autoencoder] = request.detectors;
  assert.equal(forest.params.trees, 100);
  assert.deepEqual(forest.threshold, { rule: "quantile", q: 0.95 });
  assert.deepEqual(autoencoder.params.hidden, [64, 8]);
  assert.deepEqual(autoencoder.threshold, { rule: "quantile", q: 0.95 });
});

Deno.test("parseRunRequest() names a run after its detectors and its data", () => {
  const autoencoder = { kind: "autoencoder" };
  const name = (...detectors: unknown[]) => parse({ train: "train", detectors }).name;
  assert.equal(name(FOREST), "Isolation Forest: train.csv");
  assert.equal(
    name(FOREST, autoencoder, FOREST),
    "Isolation Forest 1, Autoencoder and Isolation Forest 2: train.csv",
  );
});

Deno.test("parseRunRequest() keeps what is asked for", () => {
  const asked = {
    name: "mine",
    train: "train",
    test: "test",
    features: ["service", "id"],
    encoding: "label",
    scaling: "min-max",
    ports: "numbers" as const,
    columns: { service: { encoding: "frequency", scaling: "auto" } },
    rareCategories: { minCount: 2 },
    filters: { correlation: 1 },
    dropDuplicates: true,
    sequenceBy: "id",
    seed: 7,
    detectors: [{ ...FOREST, threshold: { rule: "quantile", q: 0.9 } }],
  };
  const request = parse(asked);
  assert.deepEqual(
    { ...request, detectors: [] },
    { ...asked, detectors: [] },
  );
  assert.deepEqual(request.detectors[0].threshold, { rule: "quantile", q: 0.9 });
});

Deno.test("parseRunRequest() points to each fault", () => {
  assert.match(issues({ train: "nowhere", detectors: [FOREST] }).train, /no dataset/);
  assert.match(issues({ train: "waiting", detectors: [FOREST] }).train, /not ready/);
  assert.match(issues({ train: "attacks", detectors: [FOREST] }).train, /0 normal rows/);
  assert.match(
    issues({ train: "train", test: "narrow", detectors: [FOREST] }).test,
    /lacks "service".*words instead of numbers are in "bytes"/,
  );
  assert.match(
    issues({ train: "train", test: "test", split: { test: 0.5 }, detectors: [FOREST] }).split,
    /not both/,
  );
  const features = issues({
    train: "train",
    features: ["bytes", "colour", "label", "bytes"],
    detectors: [FOREST],
  });
  assert.match(features["features/1"], /no column "colour"/);
  assert.match(features["features/2"], /reveals the label/);
  assert.match(features["features/3"], /listed twice/);
  assert.match(
    issues({ train: "train", detectors: [{ ...FOREST, params: { trees: 0 } }] })[
      "detectors/0/params/trees"
    ],
    /from 1 to/,
  );
  const columns = { bytes: { encoding: "label" }, id: { scaling: "auto" } };
  const options = issues({ train: "train", columns, detectors: [FOREST] });
  assert.match(options["columns/bytes/encoding"], /"bytes" contains numbers/);
  assert.match(options["columns/id"], /"id" is not a feature/);
  const bestF1 = { ...FOREST, threshold: { rule: "best-f1" } };
  assert.match(
    issues({ train: "train", test: "attacks", detectors: [FOREST, bestF1] })[
      "detectors/1/threshold"
    ],
    /chosen by test labels: "attacks.csv" needs attacks and normal rows/,
  );
  assert.deepEqual(issues({ train: "train", detectors: [bestF1] }), {});
  const sequence = (sequenceBy: unknown, test = "test") =>
    issues({ train: "train", test, sequenceBy, detectors: [FOREST] }).sequenceBy;
  assert.match(sequence("host"), /"train.csv" has no column "host"/);
  assert.match(sequence(""), /has no column ""/);
  assert.match(sequence("label"), /reveals the label/);
  assert.match(sequence("id", "narrow"), /"narrow.csv" has no column "id"/);
  assert.match(sequence(5), /string/);
  const supervised = (train: string) =>
    issues({ train, detectors: [FOREST, { kind: "lstm-classifier" }] });
  assert.match(
    supervised("calm")["detectors/1"],
    /"calm.csv" has too few attacks \(1\); at least 2/,
  );
  assert.match(supervised("unlabelled")["detectors/1"], /has no labels/);
  assert.deepEqual(supervised("train"), {});
  for (const body of [null, [], 5, {}, { train: "train", detectors: [], unknown: 1 }]) {
    assert.notDeepEqual(issues(body), {});
  }
});

Deno.test("parseRunRequest() takes a period, a number of rows and unlabelled training", () => {
  const columns = [column("bytes", "numeric", "numeric"), column("ts", "timestamp", "numeric")];
  const timed = dataset("timed", { columns });
  const parse = (body: object) =>
    parseRunRequest({ train: "timed", detectors: [FOREST], ...body }, () => timed);
  const period = { column: "ts", from: "2026-03-01T00:00:00+01:00" };
  const { period: kept, mostRows, labels } = parse({ period, mostRows: 500, labels: "ignore" });
  assert.deepEqual([kept, mostRows, labels], [period, 500, "ignore"]);
  const plain = parse({ labels: "use" });
  assert.ok(!("period" in plain || "mostRows" in plain || "labels" in plain));
  const refused: [object, string][] = [
    [{ period: { column: "bytes", to: period.from } }, "period/column"],
    [{ period: { column: "ts" } }, "period"],
    [{ period: { ...period, to: period.from } }, "period/to"],
    [{ labels: "ignore", detectors: [{ kind: "lstm-classifier" }] }, "detectors/0"],
    [
      { labels: "ignore", detectors: [{ ...FOREST, threshold: { rule: "youden" } }] },
      "detectors/0/threshold",
    ],
  ];
  for (const [body, path] of refused) {
    assert.throws(() => parse(body), (error) => {
      assert.ok(error instanceof z.ZodError);
      assert.equal(error.issues[0].path.join("/"), path);
      return true;
    });
  }
});

Deno.test("parseRunRequest() needs no normal rows where labels are ignored", () => {
  const body = { train: "attacks", detectors: [FOREST] };
  assert.match(issues(body).train, /0 normal rows/);
  assert.deepEqual(issues({ ...body, labels: "ignore" }), {});
});
