import assert from "node:assert/strict";
import { createRandom } from "../../base/random.ts";
import { driftReport } from "./drift_report.ts";
import { DriftWindow } from "./drift_window.ts";
import { type DriftReference, FeatureBins } from "./feature_reference.ts";

const REFERENCE: DriftReference = {
  version: 1,
  rows: 1000,
  features: [
    {
      type: "numeric",
      name: "bytes",
      edges: [10, 20, 30],
      counts: [250, 250, 250, 250, 0],
      median: 20,
    },
    {
      type: "categorical",
      name: "service",
      categories: ["http", "smtp"],
      counts: [600, 300, 100, 0],
      others: ["dns"],
      truncated: false,
    },
  ],
};

function reportOf(count: number, record: (i: number) => Record<string, string | number | null>) {
  const window = new DriftWindow(REFERENCE, 1000);
  for (let i = 0; i < count; i++) window.push(record(i));
  return driftReport(window);
}

const random = createRandom(4);
const usual = () => ({
  bytes: 5 + 10 * random.integer(4),
  service: ["http", "http", "http", "http", "http", "http", "smtp", "smtp", "smtp", "dns"][
    random.integer(10)
  ],
});

Deno.test("FeatureBins.place() puts values on an edge under it, and knows what is missing", () => {
  const [bytes, service] = REFERENCE.features.map((feature) => new FeatureBins(feature));
  assert.deepEqual([9, 10, 10.5, "20", 31].map((value) => bytes.place(value).bin), [0, 0, 1, 1, 3]);
  assert.deepEqual([null, undefined, "", "x"].map((v) => bytes.place(v).bin), [4, 4, 4, 4]);
  assert.deepEqual(service.place("smtp"), { bin: 1, unseen: false });
  assert.deepEqual(service.place("dns"), { bin: 2, unseen: false });
  assert.deepEqual(service.place("gopher"), { bin: 2, unseen: true });
  assert.deepEqual(service.place(null), { bin: 3, unseen: false });
});

Deno.test("FeatureBins.place() calls nothing unseen where training had too many categories", () => {
  const bins = new FeatureBins({ ...REFERENCE.features[1], truncated: true } as never);
  assert.equal(bins.place("gopher").unseen, false);
});

Deno.test("driftReport() waits for enough records", () => {
  assert.deepEqual(reportOf(299, usual), { rows: 299, needed: 300, features: [] });
});

Deno.test("driftReport() is quiet about traffic like that of training", () => {
  const { features } = reportOf(1000, usual);
  assert.deepEqual(features.map(({ level, words }) => [level, words]), [
    ["stable", null],
    ["stable", null],
  ]);
});

Deno.test("driftReport() says which numbers moved, and where to", () => {
  const { features: [first, second] } = reportOf(1000, (i) => ({
    ...usual(),
    ...(i % 2 ? { bytes: 900 } : {}),
  }));
  assert.equal(first.feature, "bytes");
  assert.equal(first.level, "moved");
  assert.match(
    first.words!,
    /^bytes: 6\d\.\d% of the latest records are above 30, 25\.0% in training/,
  );
  assert.equal(second.level, "stable");
});

Deno.test("driftReport() names categories that training did not have", () => {
  const { features: [first] } = reportOf(1000, (i) => ({
    ...usual(),
    ...(i % 10 === 0 ? { service: "gopher" } : {}),
  }));
  assert.equal(first.feature, "service");
  assert.equal(first.unseenShare, 0.1);
  assert.match(first.words!, /10\.0% .* training did not have, such as "gopher"/);
});

Deno.test("driftReport() tells missing values and a change of shares", () => {
  const { features } = reportOf(1000, () => ({ bytes: null, service: "smtp" }));
  const words = Object.fromEntries(features.map(({ feature, words }) => [feature, words]));
  assert.match(words.bytes!, /100% of the latest records lack it, 0% in training/);
  assert.match(words.service!, /100% of the latest records are "smtp", 30\.0% in training/);
});

Deno.test("DriftWindow forgets old records and holds a bounded number", () => {
  const window = new DriftWindow(REFERENCE, 1000);
  for (let i = 0; i < 5000; i++) window.push({ bytes: 900, service: "gopher" });
  for (let i = 0; i < 1000; i++) window.push({ bytes: 5, service: "http" });
  assert.equal(window.rows, 1000);
  const [bytes, service] = window.counts();
  assert.deepEqual([...bytes.counts], [1000, 0, 0, 0, 0]);
  assert.deepEqual(service.examples, []);
});
