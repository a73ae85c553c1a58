import assert from "node:assert/strict";
import type { DetectorDefinition } from "../../detectors/definition.ts";
import { DETECTORS } from "../../detectors/catalogue.ts";
import { TEN_FEATURES } from "./feature_sets.ts";
import {
  chosenFeatures,
  newTrainEntry,
  readsSequences,
  trainBody,
  withTrainDataset,
} from "./train_form.ts";
import {
  columnsThatAreOff,
  sequenceColumns,
  type TrainDataset,
  whyUnfit,
} from "./train_dataset.ts";

const definitions: DetectorDefinition[] = [{
  kind: "isolation-forest",
  title: "",
  summary: "",
  source: "",
  fields: [],
  requires: { rows: 2 },
  cost: 1,
  implementation: new URL("none:"),
  defaultThreshold: () => ({ rule: "fixed", value: 0.5 }),
}];
/** A detector that looks at windows and learns from attacks. */
const windowed: DetectorDefinition = {
  ...definitions[0],
  requires: { rows: 2, labels: true, order: true },
  fields: [{
    name: "window",
    label: "",
    help: "",
    type: "integer",
    default: 10,
    min: 1,
    max: 100,
  }],
};
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
  const entry = withTrainDataset(newTrainEntry(kdd, "own", definitions), own, definitions);
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

Deno.test("sequenceColumns() offers what may name a host, identifiers first", () => {
  const columns: TrainDataset["columns"] = [
    { name: "service", role: "categorical", reason: null },
    ...own.columns,
  ];
  assert.deepEqual(sequenceColumns({ ...own, columns }), ["flow_id", "service"]);
});

Deno.test("trainBody() sends a sequence column only for detectors that look at windows", () => {
  const entry = { ...newTrainEntry(own, "", [windowed]), sequenceBy: "flow_id" };
  assert.ok(readsSequences(entry, [windowed]));
  assert.equal(trainBody(entry, [windowed]).body.sequenceBy, "flow_id");
  assert.ok(!("sequenceBy" in trainBody(entry, definitions).body));
  assert.equal(withTrainDataset(entry, kdd, [windowed]).sequenceBy, "");
});

Deno.test("readsSequences() looks at the members of a hybrid", () => {
  const members = DETECTORS.find(({ kind }) => kind === "hybrid")!.fields[0];
  assert.ok(members.type === "members");
  const reads = (kind: string) => {
    const preset = members.presets.find(({ members }) =>
      members.some((each) => each.kind === kind)
    )!;
    const entry = newTrainEntry(own, "", DETECTORS);
    const detectors = entry.detectors.map((detector) => ({
      ...detector,
      chosen: detector.kind === "hybrid",
      params: { ...detector.params, members: preset.value },
    }));
    return readsSequences({ ...entry, detectors }, DETECTORS);
  };
  assert.ok(reads("lstm-classifier"));
  assert.ok(!reads("kmeans"));
});

Deno.test("trainBody() sends filters, and names those that cannot be sent", () => {
  const entry = newTrainEntry(kdd, "", definitions);
  const typed = (nearConstant: string) =>
    trainBody(
      { ...entry, featureOptions: { ...entry.featureOptions, nearConstant } },
      definitions,
    );
  assert.deepEqual(typed("1").body.filters, { nearConstant: 0.01 });
  assert.deepEqual(Object.keys(typed("x").errors), ["/filters/nearConstant"]);
});

Deno.test("whyUnfit() says what a supervised detector lacks", () => {
  const label = { count: 5, duplicates: 0, dropped: 0 };
  const normal = { ...own, labels: [{ ...label, name: "normal", attack: false }] };
  const both = { ...own, labels: [...normal.labels, { ...label, name: "worm", attack: true }] };
  assert.match(whyUnfit(windowed, own)!, /no labels/);
  assert.match(whyUnfit(windowed, normal)!, /no attacks to learn from/);
  assert.equal(whyUnfit(windowed, both), null);
  assert.equal(whyUnfit(definitions[0], own), null);
});

Deno.test("withTrainDataset() takes back a detector that cannot learn from the dataset", () => {
  const entry = withTrainDataset(newTrainEntry(kdd, "", [windowed]), own, [windowed]);
  assert.deepEqual(entry.detectors.map(({ chosen }) => chosen), [false]);
});

Deno.test("withTrainDataset() selects the test data that belong to it, unless a person chose", () => {
  const known = { ...kdd, knownTest: { id: "kdd-test", reason: "They belong together." } };
  const opened = newTrainEntry(known, "", definitions);
  assert.deepEqual([opened.test, opened.testChosen], ["kdd-test", false]);
  const other = withTrainDataset(opened, own, definitions);
  assert.equal(other.test, "");
  assert.equal(withTrainDataset(other, known, definitions).test, "kdd-test");
  const split = { ...other, test: "", testChosen: true };
  assert.equal(withTrainDataset(split, known, definitions).test, "");
  const given = newTrainEntry(own, "third", definitions);
  assert.equal(withTrainDataset(given, known, definitions).test, "third");
});
