import assert from "node:assert/strict";
import type { DetectorDefinition } from "../detectors/definition.ts";
import { TEN_FEATURES } from "./feature_sets.ts";
import {
  chosenFeatures,
  columnsThatAreOff,
  newTrainEntry,
  trainBody,
  type TrainDataset,
  withTrainDataset,
} from "./train_form.ts";

const definitions: DetectorDefinition[] = [{
  kind: "isolation-forest",
  title: "",
  summary: "",
  source: "",
  fields: [],
  defaultThreshold: () => ({ rule: "fixed", value: 0.5 }),
}];
const kdd: TrainDataset = {
  id: "kdd",
  name: "KDD",
  rows: 10,
  labels: [],
  columns: [
    ...TEN_FEATURES.map((name) => ({ name, role: "numeric" as const, reason: null })),
    { name: "land", role: "constant", reason: "One value only." },
  ],
};
const own: TrainDataset = {
  id: "own",
  name: "Own",
  rows: 10,
  labels: [],
  columns: [
    { name: "bytes", role: "numeric", reason: null },
    { name: "flow_id", role: "identifier", reason: "Names single flows." },
  ],
};

Deno.test("newTrainEntry() starts with the ten features where the dataset has them", () => {
  assert.equal(newTrainEntry(kdd, "", definitions).features, "ten");
  assert.equal(newTrainEntry(own, "", definitions).features, "all");
});

Deno.test("withTrainDataset() drops features and a test set that no longer fit", () => {
  const entry = withTrainDataset(newTrainEntry(kdd, "own", definitions), own);
  assert.equal(entry.features, "all");
  assert.equal(entry.test, "");
  assert.deepEqual(entry.picked, ["bytes"]);
});

Deno.test("chosenFeatures() leaves out columns that are not features of themselves", () => {
  const entry = { ...newTrainEntry(kdd, "", definitions), features: "all" as const };
  assert.deepEqual(chosenFeatures(entry, kdd), TEN_FEATURES);
});

Deno.test("columnsThatAreOff() are those that all features leave out", () => {
  assert.deepEqual(columnsThatAreOff(own).map(({ name }) => name), ["flow_id"]);
});

Deno.test("trainBody() sends a test set or a split, never both", () => {
  const entry = newTrainEntry(kdd, "own", definitions);
  assert.deepEqual(trainBody(entry, definitions).body, {
    train: "kdd",
    test: "own",
    features: [...TEN_FEATURES],
    encoding: "one-hot",
    scaling: "standard",
    dropDuplicates: false,
    seed: 42,
    detectors: [{ kind: "isolation-forest", params: {} }],
  });
  const { body } = trainBody({ ...entry, test: "", testShare: "25" }, definitions);
  assert.deepEqual(body.split, { test: 0.25 });
  assert.ok(!("test" in body));
});

Deno.test("trainBody() names the fields that cannot be sent", () => {
  const entry = {
    ...newTrainEntry(kdd, "", definitions),
    testShare: "100",
    seed: "-1",
    features: "pick" as const,
    picked: [],
  };
  assert.deepEqual(Object.keys(trainBody(entry, definitions).errors).sort(), [
    "/features",
    "/seed",
    "/split",
  ]);
});
