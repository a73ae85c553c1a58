import assert from "node:assert/strict";
import { detectorDefinition, DETECTORS } from "../../detectors/catalogue.ts";
import type { MemberParams } from "../../detectors/hybrid/member_params.ts";
import type { RunRequest } from "../../resources/run.ts";
import { refillForm } from "./run_again.ts";
import { trainBody } from "./train_form.ts";
import type { TrainDataset } from "./train_dataset.ts";

const DATASETS: TrainDataset[] = ["ds-1", "ds-2"].map((id) => ({
  id,
  name: id,
  rows: 100,
  labels: [{ name: "normal", count: 90, attack: false, duplicates: 0, dropped: 0 }, {
    name: "worm",
    count: 10,
    attack: true,
    duplicates: 0,
    dropped: 0,
  }],
  columns: [
    { name: "bytes", role: "numeric", reason: null },
    { name: "service", role: "categorical", reason: null },
    { name: "host", role: "identifier", reason: "names a host" },
  ],
}));

const REQUEST: RunRequest = {
  name: "First try",
  train: "ds-1",
  split: { test: 0.29 },
  features: ["bytes"],
  encoding: "label",
  scaling: "robust",
  ports: "numbers",
  filters: { nearConstant: 0.01, correlation: 0.9 },
  dropDuplicates: true,
  seed: 7,
  seeds: [7, 8, 9],
  detectors: [
    {
      kind: "isolation-forest",
      params: {
        trees: 50,
        subsampleSize: 128,
        contamination: "auto",
        extensionLevel: 0,
        maxFeatures: 1,
      },
      threshold: { rule: "quantile", q: 0.9 },
    },
    { kind: "pca", params: {}, threshold: { rule: "mad", k: 4 } },
  ],
};

/** A request with the defaults of its detectors, as a run has it. */
function sent(request: RunRequest) {
  const { entry, remarks } = refillForm(request, DATASETS, DETECTORS);
  return { ...trainBody(entry, DETECTORS), remarks };
}

Deno.test("refillForm() makes a form that asks for the same run", () => {
  const { body, errors, remarks } = sent(REQUEST);
  assert.deepEqual([errors, remarks], [{}, []]);
  const { detectors, ...rest } = body as unknown as RunRequest;
  const { detectors: asked, ...wanted } = REQUEST;
  assert.deepEqual(rest, wanted);
  assert.deepEqual(detectors.map(({ kind }) => kind), asked.map(({ kind }) => kind));
  assert.deepEqual(detectors[0], asked[0]);
  assert.deepEqual(detectors[1].threshold, asked[1].threshold);
});

Deno.test("refillForm() keeps every detector's defaults", () => {
  for (const { kind, fields, defaultThreshold, requires } of DETECTORS) {
    const params = Object.fromEntries(fields.map((field) => [field.name, field.default]));
    const threshold = defaultThreshold(params);
    const { body, errors, remarks } = sent({
      ...REQUEST,
      detectors: [{ kind, params, threshold }],
    });
    assert.deepEqual([errors, remarks], [{}, []], `${kind} ${requires.labels}`);
    assert.deepEqual(body.detectors, [{ kind, params }], kind);
  }
});

Deno.test("refillForm() knows the members of a run from before their detectors had an engine", () => {
  const { fields, defaultThreshold } = detectorDefinition("hybrid");
  const params = Object.fromEntries(fields.map((field) => [field.name, field.default]));
  const members = (params.members as MemberParams[]).map((member) => {
    const { engine: _, ...params } = member.params;
    return { ...member, params };
  });
  const stored = {
    kind: "hybrid",
    params: { ...params, members },
    threshold: defaultThreshold(params),
  };
  assert.deepEqual(sent({ ...REQUEST, detectors: [stored] }).remarks, []);
});

Deno.test("refillForm() says what the form cannot take over", () => {
  const gone = sent({ ...REQUEST, train: "ds-9", test: "ds-8", split: undefined });
  assert.equal(gone.remarks.length, 2);
  const many = sent({
    ...REQUEST,
    features: ["bytes", "flags"],
    columns: { bytes: { scaling: "min-max" } },
    detectors: [REQUEST.detectors[0], REQUEST.detectors[0], {
      kind: "hybrid",
      params: { members: [{ model: "model-1" }, { model: "model-2" }], rule: "any" },
      threshold: { rule: "fixed", value: 0 },
    }],
  });
  for (const words of [/no columns flags/, /bytes/, /only the first/, /members/]) {
    assert.ok(many.remarks.some((remark) => words.test(remark)), String(words));
  }
});
