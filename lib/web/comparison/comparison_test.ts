import assert from "node:assert/strict";
import type { Run, RunRequest, RunResult } from "../../resources/run.ts";
import { caveats, isSameTest } from "./caveats.ts";
import { comparedSettings } from "./settings.ts";
import type { ComparedModel } from "./types.ts";

function model(
  title: string,
  { request, result, features = ["a", "b"], overlap = 0 }: {
    request?: Partial<RunRequest>;
    result?: Partial<RunResult>;
    features?: string[];
    overlap?: number;
  } = {},
): ComparedModel {
  return {
    title,
    run: {
      id: title,
      trainName: "train.csv",
      testName: "test.csv",
      request: {
        train: "t1",
        test: "t2",
        dropDuplicates: false,
        encoding: "one-hot",
        scaling: "standard",
        seed: 1,
        ...request,
      },
      data: { features, testRows: 100, overlap },
    } as Run,
    result: {
      kind: "kmeans",
      testRows: 100,
      params: { clusters: 8 },
      threshold: { rule: "iqr", k: 1.5, value: 3 },
      ...result,
    } as RunResult,
    asked: { rule: "iqr", k: 1.5 },
    curves: {} as ComparedModel["curves"],
  };
}

Deno.test("caveats() is silent about models of one test", () => {
  const models = [model("A"), model("B", { result: { kind: "pca" } })];
  assert.deepEqual(caveats(models), []);
  assert.ok(isSameTest(models));
});

Deno.test("caveats() says what makes metrics incomparable", () => {
  const all = caveats([
    model("A"),
    model("B", {
      request: { test: undefined, split: { test: 0.3 }, dropDuplicates: true },
      features: ["a"],
      overlap: 20,
      result: { threshold: { rule: "best-f1", value: 1 }, trainedAttacks: 3 },
    }),
  ]);
  for (
    const [index, words] of [
      /different records.*: test\.csv for A; 30\.0% of train\.csv, seed 1, without duplicates for B\./,
      /Duplicates.*: kept for A; dropped for B\./,
      /learned from labelled attacks/,
      /different features: 2 features for A; 1 feature for B\./,
      /threshold of B used test labels/,
      /20 test records of B \(20\.0%\)/,
    ].entries()
  ) assert.match(all[index], words);
  assert.equal(all.length, 6);
});

Deno.test("caveats() tells a threshold that was changed after the test", () => {
  const changed = model("B", { result: { threshold: { rule: "fixed", value: 2 } } });
  const [only, ...others] = caveats([model("A"), changed]);
  assert.match(only, /threshold of B was changed after the test/);
  assert.deepEqual(others, []);
});

Deno.test("isSameTest() tells splits of one dataset apart", () => {
  const split = (seed: number) =>
    model(`${seed}`, { request: { test: undefined, split: { test: 0.3 }, seed } });
  assert.ok(isSameTest([split(1), split(1)]));
  assert.ok(!isSameTest([split(1), split(2)]));
});

Deno.test("comparedSettings() marks the settings that differ", () => {
  const settings = comparedSettings([
    model("A"),
    model("B", { request: { seed: 2 }, result: { kind: "pca", params: { variance: 0.9 } } }),
  ]);
  const differing = settings.filter(({ differs }) => differs);
  assert.deepEqual(differing.map(({ name, values }) => [name, ...values]), [
    ["Detector", "K-Means", "PCA reconstruction"],
    ["Seed", "1", "2"],
    ["Parameter clusters", "8", null],
    ["Parameter variance", null, "0.9"],
  ]);
  assert.ok(settings.some(({ name, differs }) => name === "Encoding" && !differs));
});

Deno.test("comparedSettings() names the features that not all models have", () => {
  const settings = comparedSettings([model("A"), model("B", { features: ["a", "c"] })]);
  assert.deepEqual(settings.find(({ name }) => name === "Features")!.values, [
    "2 features, not in all: b",
    "2 features, not in all: c",
  ]);
});

Deno.test("caveats() names a run where all its models have the same", () => {
  const of = (title: string, name: string, features: string[]) => {
    const made = model(title, { features });
    return { ...made, run: { ...made.run, id: name, name } };
  };
  const [only] = caveats([
    of("A", "One", ["a"]),
    of("B", "One", ["a"]),
    of("C", "Two", ["b", "c"]),
  ]);
  assert.equal(
    only,
    'They use different features: 1 feature for the models of "One"; 2 features for C.',
  );
});
