import assert from "node:assert/strict";
import fc from "fast-check";
import { DatasetError } from "../../base/dataset_error.ts";
import type { MissingPolicy } from "./missing_policy.ts";
import type { InputRecord } from "./input.ts";
import type { CategoricalColumn, Frame, NumericColumn } from "./frame.ts";
import { CATEGORY_LIMIT } from "./one_hot_feature.ts";
import { FeaturePipeline } from "./pipeline.ts";
import { RecordError } from "./record_error.ts";
import { SCALING_CHOICES } from "./scaling/scaler.ts";
import type { PipelineState } from "./state.ts";

function numeric(name: string, values: number[]): NumericColumn {
  return { type: "numeric", name, values: Float32Array.from(values) };
}

function words(name: string, values: (string | null)[]): CategoricalColumn {
  const categories = [...new Set(values.filter((value) => value !== null))];
  const codes = Int32Array.from(
    values,
    (value) => value === null ? -1 : categories.indexOf(value),
  );
  return { type: "categorical", name, codes, categories };
}

function frame(...columns: Frame["columns"]): Frame {
  const [first] = columns;
  const rows = first.type === "numeric" ? first.values.length : first.codes.length;
  return { rows, columns };
}

/** Scaled values: bytes -1 and 1. */
const traffic = frame(
  numeric("bytes", [10, 30, 10, 30]),
  words("flag", ["SF", "S0", "SF", "SF"]),
);

function faultsOf(pipeline: FeaturePipeline, record: InputRecord): RecordError["faults"] {
  try {
    pipeline.transformRecord(record);
  } catch (error) {
    assert.ok(error instanceof RecordError);
    return error.faults;
  }
  return [];
}

Deno.test("FeaturePipeline.transform() scales numbers and gives each category a column", () => {
  const matrix = FeaturePipeline.fit(traffic, { encoding: "one-hot", scaling: "standard" })
    .transform(traffic);
  assert.deepEqual(matrix.names, ["bytes", "flag=S0", "flag=SF"]);
  assert.deepEqual([matrix.rows, matrix.cols], [4, 3]);
  assert.deepEqual([...matrix.data], [-1, 0, 1, 1, 1, 0, -1, 0, 1, 1, 0, 1]);
  assert.ok(matrix.data.buffer instanceof SharedArrayBuffer);
});

Deno.test("FeaturePipeline.transform() numbers categories with label encoding", () => {
  const pipeline = FeaturePipeline.fit(frame(words("flag", ["b", "a", "c", "b"])), {
    encoding: "label",
    scaling: "min-max",
  });
  const test = frame(words("flag", ["c", "b", "a", "new", null]));
  assert.deepEqual([...pipeline.transform(test).data], [1, 0.5, 0, -0.5, -0.5]);
});

Deno.test("FeaturePipeline.transform() takes rows and columns in any order", () => {
  const pipeline = FeaturePipeline.fit(traffic, { encoding: "one-hot", scaling: "standard" });
  const turned = {
    rows: 4,
    columns: [numeric("more", [1, 2, 3, 4]), ...traffic.columns.toReversed()],
  };
  const matrix = pipeline.transform(turned, Uint32Array.of(1, 0));
  assert.deepEqual([...matrix.data], [1, 1, 0, -1, 0, 1]);
});

Deno.test("FeaturePipeline.fit() learns from the given rows alone", () => {
  const pipeline = FeaturePipeline.fit(traffic, {
    encoding: "one-hot",
    rows: Uint32Array.of(0, 2),
  });
  assert.deepEqual(pipeline.names, ["bytes", "flag=SF"]);
  assert.deepEqual(pipeline.inputs()[0], {
    name: "bytes",
    type: "numeric",
    min: 10,
    max: 10,
    mean: 10,
    typical: 10,
    integer: true,
  });
});

Deno.test("FeaturePipeline.fit() refuses no rows and no columns", () => {
  const options = { encoding: "one-hot" } as const;
  assert.throws(() => FeaturePipeline.fit({ rows: 3, columns: [] }, options), /no features/);
  assert.throws(() => FeaturePipeline.fit(frame(numeric("a", [])), options), /no rows/);
  assert.throws(
    () => FeaturePipeline.fit(traffic, { ...options, rows: new Uint32Array(0) }),
    /no rows/,
  );
});

Deno.test("FeaturePipeline.transform() says which column does not fit", () => {
  const pipeline = FeaturePipeline.fit(traffic, { encoding: "one-hot" });
  const lacking = frame(numeric("bytes", [1]));
  assert.throws(
    () => pipeline.transform(lacking),
    new DatasetError('The column "flag" is missing.'),
  );
  const wrong = frame(words("bytes", ["x"]), words("flag", ["SF"]));
  assert.throws(
    () => pipeline.transform(wrong),
    new DatasetError('The column "bytes" holds words, but numbers in the training data.'),
  );
});

Deno.test("FeaturePipeline.transform() puts the training median where a number is missing", () => {
  const train = frame(numeric("a", [0, 1, 10, NaN, Infinity]));
  const pipeline = FeaturePipeline.fit(train, { encoding: "one-hot", scaling: "min-max" });
  const values = pipeline.transform(frame(numeric("a", [NaN, -Infinity, 5]))).data;
  assert.deepEqual([...values], [0.1, 0.1, 0.5].map(Math.fround));
});

Deno.test("FeaturePipeline.transform() stays finite whatever the numbers", () => {
  const number = fc.float({ noNaN: false });
  const column = fc.array(number, { minLength: 1, maxLength: 20 });
  const scaling = fc.constantFrom(...SCALING_CHOICES);
  fc.assert(fc.property(column, column, scaling, (train, test, scaling) => {
    const pipeline = FeaturePipeline.fit(frame(numeric("a", train)), {
      encoding: "one-hot",
      scaling,
    });
    assert.ok(pipeline.transform(frame(numeric("a", test))).data.every(Number.isFinite));
  }));
});

Deno.test("FeaturePipeline.transform() cuts off values far from training", () => {
  const pipeline = FeaturePipeline.fit(traffic, { encoding: "one-hot", scaling: "standard" });
  assert.equal(pipeline.transformRecord({ bytes: 3e38, flag: "SF" })[0], 5);
  assert.equal(pipeline.transformRecord({ bytes: "-3e38", flag: "SF" })[0], -5);
});

Deno.test("FeaturePipeline.transformRecord() treats what a dataset holds as infinite as transform() does", () => {
  for (const policy of ["median", "zero", "indicator"] as const) {
    const pipeline = FeaturePipeline.fit(frame(numeric("a", [0, 1, 10])), {
      encoding: "one-hot",
      policies: new Map([["a", policy]]),
    });
    const expected = [...pipeline.transform(frame(numeric("a", [Infinity]))).data];
    for (const a of [Infinity, -Infinity, 1e300, "1e300", "1e400", "-Infinity", " inf "]) {
      assert.deepEqual([...pipeline.transformRecord({ a })], expected, String(a));
    }
  }
});

Deno.test("FeaturePipeline.transformRecord() refuses numbers where training had words alone", () => {
  const train = frame(words("proto", ["tcp", "udp"]), words("flags", ["1a", "1b"]));
  const pipeline = FeaturePipeline.fit(train, { encoding: "one-hot" });
  for (const proto of [17, "17", " 6.0 "]) {
    assert.deepEqual(faultsOf(pipeline, { proto, flags: "1a" }).map(({ feature }) => feature), [
      "proto",
    ]);
  }
  assert.deepEqual(faultsOf(pipeline, { proto: "17x", flags: 14 }), []);
});

Deno.test("FeaturePipeline takes words that say that there is none for missing where training had gaps", () => {
  for (const encoding of ["one-hot", "label", "frequency"] as const) {
    const rareCategories = { minCount: 2 };
    const fit = (gap: string | null) =>
      FeaturePipeline.fit(frame(words("w", ["x", "x", "y", gap, "-"])), {
        encoding,
        rareCategories,
      });
    const withGap = fit(null);
    for (const word of ["NA", "NaN", " null ", "(empty)"]) {
      const missing = [...withGap.transformRecord({ w: null })];
      assert.deepEqual([...withGap.transformRecord({ w: word })], missing, word);
      assert.deepEqual([...withGap.transform(frame(words("w", [word]))).data], missing, word);
      const unseen = [...fit("x").transformRecord({ w: "unseen" })];
      assert.deepEqual([...fit("x").transformRecord({ w: word })], unseen);
    }
    assert.deepEqual(
      [...withGap.transformRecord({ w: "-" })],
      [...withGap.transform(frame(words("w", ["-"]))).data],
    );
  }
});

Deno.test("FeaturePipeline finds categories in another spelling", () => {
  for (const encoding of ["one-hot", "label", "frequency"] as const) {
    const train = frame(
      words("up", ["T", "F", "F"]),
      words("port", ["80", "443", "80"]),
      words("proto", [" tcp", "udp", " tcp"]),
    );
    const pipeline = FeaturePipeline.fit(train, { encoding });
    const [first] = [{ up: "T", port: "80", proto: " tcp" }].map((record) => [
      ...pipeline.transformRecord(record),
    ]);
    for (
      const record of [
        { up: true, port: 80, proto: "tcp" },
        { up: "true", port: "080", proto: "tcp " },
        { up: "True", port: "80.0", proto: " tcp" },
      ]
    ) {
      assert.deepEqual([...pipeline.transformRecord(record)], first);
      const written = frame(
        words("up", [String(record.up)]),
        words("port", [String(record.port)]),
        words("proto", [record.proto]),
      );
      assert.deepEqual([...pipeline.transform(written).data], first);
    }
  }
});

Deno.test("FeaturePipeline.transformRecord() gives the row that transform() gives", () => {
  const rows = fc.array(
    fc.record({
      bytes: fc.float({ noNaN: true, noDefaultInfinity: true }),
      flag: fc.constantFrom("SF", "S0", "__proto__", "constructor", "new"),
    }),
    { minLength: 1, maxLength: 10 },
  );
  const encoding = fc.constantFrom("one-hot", "label" as const);
  fc.assert(fc.property(rows, encoding, fc.boolean(), (records, encoding, asText) => {
    const train = frame(
      numeric("bytes", [0, 1, 100]),
      words("flag", ["__proto__", "constructor", "SF"]),
    );
    const pipeline = FeaturePipeline.fit(train, { encoding });
    const matrix = pipeline.transform(frame(
      numeric("bytes", records.map(({ bytes }) => bytes)),
      words("flag", records.map(({ flag }) => flag)),
    ));
    records.forEach((record, i) => {
      const bytes = asText ? ` ${record.bytes} ` : record.bytes;
      const row = matrix.data.slice(i * matrix.cols, (i + 1) * matrix.cols);
      assert.deepEqual([...pipeline.transformRecord({ ...record, bytes })], [...row]);
    });
  }));
});

Deno.test("FeaturePipeline.transformRecord() has the precision of a dataset", () => {
  fc.assert(fc.property(fc.double({ min: -100, max: 100, noNaN: true }), (value) => {
    const pipeline = FeaturePipeline.fit(frame(numeric("a", [0, 30])), { encoding: "one-hot" });
    const [expected] = pipeline.transform(frame(numeric("a", [value]))).data;
    assert.equal(pipeline.transformRecord({ a: value })[0], expected);
  }));
});

Deno.test("FeaturePipeline.transformRecord() names every faulty feature", () => {
  const pipeline = FeaturePipeline.fit(traffic, { encoding: "one-hot" });
  assert.deepEqual(faultsOf(pipeline, {}), [
    { feature: "bytes", message: "A value is missing." },
    { feature: "flag", message: "A value is missing." },
  ]);
  for (const bad of ["many", "0x10", "1,5", "12 kB", "10_57"]) {
    assert.deepEqual(faultsOf(pipeline, { bytes: bad, flag: "SF" }), [
      { feature: "bytes", message: `"${bad}" is not a number.` },
    ]);
  }
});

Deno.test("FeaturePipeline.transformRecord() does with an explicit gap what transform() does", () => {
  const columns = frame(numeric("bytes", [1, 2, 9]), words("flag", ["SF", "SF", "S0"]));
  const gaps = frame(numeric("bytes", [NaN]), words("flag", [null]));
  for (const encoding of ["one-hot", "label", "frequency"] as const) {
    for (const policy of ["median", "zero", "indicator", "drop-row"] as const) {
      const pipeline = FeaturePipeline.fit(columns, {
        encoding,
        policies: new Map([["bytes", policy]]),
      });
      for (const bytes of [" ", "", null, NaN, "NaN", "n/a", "-", "?", "null", "(empty)"]) {
        for (const flag of [null, "", " ", NaN]) {
          const record = { bytes, flag };
          if (policy === "drop-row") {
            assert.match(faultsOf(pipeline, record)[0].message, /were left out of training/);
            continue;
          }
          const expected = [...pipeline.transform(gaps).data];
          assert.deepEqual([...pipeline.transformRecord(record)], expected);
          assert.deepEqual(pipeline.filledIn(record), ["bytes", "flag"]);
        }
      }
      const isAbsentFault = policy === "median" || policy === "drop-row";
      assert.deepEqual(
        faultsOf(pipeline, {}).map(({ feature }) => feature),
        isAbsentFault ? ["bytes", "flag"] : ["flag"],
      );
      const marked = pipeline.filledRows(gaps).filter(({ isFilled }) => isFilled(0));
      assert.deepEqual(marked.map(({ feature }) => feature), ["bytes", "flag"]);
      assert.ok(pipeline.filledRows(columns).every(({ isFilled }) => !isFilled(1)));
    }
  }
  const withGaps = FeaturePipeline.fit(
    frame(numeric("bytes", [1, NaN]), words("flag", ["SF", null])),
    { encoding: "one-hot" },
  );
  assert.deepEqual(withGaps.filledIn({}), ["bytes"], "no word is its own category");
  assert.deepEqual(withGaps.filledIn({ bytes: "inf", flag: "SF" }), ["bytes"]);
});

Deno.test("FeaturePipeline.transformRecord() takes truth values, numbers as words and more keys", () => {
  const train = frame(numeric("logged_in", [0, 1]), words("port", ["80", "443"]));
  const pipeline = FeaturePipeline.fit(train, { encoding: "one-hot", scaling: "min-max" });
  const record = { logged_in: true, port: 80, label: "normal" };
  assert.deepEqual([...pipeline.transformRecord(record)], [1, 0, 1]);
});

Deno.test("FeaturePipeline.transformRecord() allows a missing value where training had one", () => {
  for (const encoding of ["one-hot", "label"] as const) {
    const train = frame(numeric("a", [1, NaN, 3]), words("b", ["x", null, "x"]));
    const pipeline = FeaturePipeline.fit(train, { encoding });
    const missing = pipeline.transform(train, Uint32Array.of(1)).data;
    assert.deepEqual([...pipeline.transformRecord({ a: null, b: "" })], [...missing]);
    assert.deepEqual([...pipeline.transformRecord({})], [...missing]);
  }
});

Deno.test("FeaturePipeline.transformRecord() gives zeros for a category that training lacked", () => {
  const pipeline = FeaturePipeline.fit(traffic, { encoding: "one-hot" });
  assert.deepEqual([...pipeline.transformRecord({ bytes: 20, flag: "REJ" })], [0, 0, 0]);
});

Deno.test("FeaturePipeline puts categories beyond the limit into one column", () => {
  const names = Array.from({ length: CATEGORY_LIMIT + 2 }, (_, i) => `c${i}`);
  const train = frame(words("c", [...names, ...names.slice(2)]));
  const pipeline = FeaturePipeline.fit(train, { encoding: "one-hot" });
  assert.equal(pipeline.names.length, CATEGORY_LIMIT + 1);
  assert.equal(pipeline.names.at(-1), "c (other)");
  for (const rare of ["c0", "c1", "unseen"]) {
    assert.equal(pipeline.transformRecord({ c: rare }).at(-1), 1);
  }
  assert.equal(pipeline.transformRecord({ c: "c2" }).at(-1), 0);
});

Deno.test("FeaturePipeline orders columns by name, whatever the order of the rows", () => {
  const shuffled = fc.shuffledSubarray(["b", "a", "Z", "ä", "a", "10", "9"], { minLength: 7 });
  fc.assert(fc.property(shuffled, (values) => {
    const pipeline = FeaturePipeline.fit(frame(words("w", values)), { encoding: "one-hot" });
    assert.deepEqual(pipeline.names, ["w=10", "w=9", "w=Z", "w=a", "w=b", "w=ä"]);
    assert.deepEqual(pipeline.inputs(), [
      { name: "w", type: "categorical", categories: ["a", "10", "9", "Z", "b", "ä"] },
    ]);
  }));
});

Deno.test("FeaturePipeline.fold() adds columns up to features, largest weight first", () => {
  const pipeline = FeaturePipeline.fit(traffic, { encoding: "one-hot" });
  const contributions = [
    { column: 0, weight: 0.5 },
    { column: 1, weight: -0.25 },
    { column: 2, weight: -0.5 },
  ];
  assert.deepEqual(pipeline.fold(contributions, { bytes: "12", flag: "SF" }), [
    { feature: "flag", value: "SF", weight: -0.75 },
    { feature: "bytes", value: 12, weight: 0.5 },
  ]);
});

Deno.test("FeaturePipeline.fromJSON() gives the pipeline that was saved", () => {
  const train = frame(
    numeric("bytes", [1, NaN, 5]),
    words("__proto__", ["__proto__", "toString", null]),
  );
  for (const encoding of ["one-hot", "label"] as const) {
    const pipeline = FeaturePipeline.fit(train, { encoding });
    const loaded = FeaturePipeline.fromJSON(JSON.parse(JSON.stringify(pipeline)));
    assert.deepEqual(loaded.transform(train), pipeline.transform(train));
    assert.deepEqual(loaded.inputs(), pipeline.inputs());
    assert.deepEqual(loaded.toJSON(), pipeline.toJSON());
    const record: InputRecord = JSON.parse('{"bytes": 3, "__proto__": "__proto__"}');
    assert.equal(loaded.fold([], record)[1].value, "__proto__");
    assert.deepEqual(loaded.transformRecord(record), pipeline.transformRecord(record));
  }
});

Deno.test("FeaturePipeline.fromJSON() refuses what is not a saved pipeline", () => {
  const saved = FeaturePipeline.fit(traffic, { encoding: "one-hot" }).toJSON();
  const [bytes, flag] = saved.features;
  const ranks = (values: number[], ranks: number[]) => ({
    kind: "quantile-uniform",
    values,
    ranks,
  });
  const damaged: unknown[] = [
    null,
    {},
    { ...saved, version: 1 },
    { ...saved, version: 3 },
    { ...saved, features: [] },
    { ...saved, features: [{ ...bytes, scale: { kind: "__proto__", offset: 0, scale: 1 } }] },
    { ...saved, features: [{ ...bytes, scale: { kind: "robust", offset: 0, scale: 0 } }] },
    { ...saved, features: [{ ...bytes, scale: ranks([1, 2], [0.5]) }] },
    { ...saved, features: [{ ...bytes, scale: ranks([2, 1], [0.1, 0.5]) }] },
    { ...saved, features: [{ ...bytes, fill: null }] },
    { ...saved, features: [{ ...flag, categories: [1] }] },
  ];
  for (const state of damaged) {
    assert.throws(() => FeaturePipeline.fromJSON(state), /not a saved feature pipeline/);
  }
});

Deno.test("FeaturePipeline treats missing and infinite numbers as the policy says", () => {
  const values = Float32Array.of(2, 4, 9, NaN, -Infinity);
  const frame: Frame = { rows: 5, columns: [{ type: "numeric", name: "rate", values }] };
  const fit = (policy: MissingPolicy) =>
    FeaturePipeline.fromJSON(JSON.parse(JSON.stringify(
      FeaturePipeline.fit(frame, {
        encoding: "one-hot",
        scaling: "standard",
        policies: new Map([["rate", policy]]),
      }),
    )));
  for (const policy of ["median", "zero", "indicator"] as const) {
    const pipeline = fit(policy);
    const { data, cols } = pipeline.transform(frame);
    const stand = pipeline.transformRecord({ rate: policy === "zero" ? 0 : 4 });
    assert.deepEqual(pipeline.names, policy === "indicator" ? ["rate", "rate missing"] : ["rate"]);
    for (const [row, given] of [[3, { rate: null }], [4, { rate: "-Infinity" }]] as const) {
      const written = [...data.subarray(row * cols, (row + 1) * cols)];
      assert.equal(written[0], stand[0]);
      if (policy === "indicator") assert.deepEqual([written[1], stand[1]], [1, 0]);
      assert.deepEqual([...pipeline.transformRecord(given)], written);
    }
    assert.equal(pipeline.inputs()[0].optional, true);
  }
  const dropping = fit("drop-row");
  assert.equal(dropping.inputs()[0].optional, undefined);
  assert.throws(
    () => dropping.transformRecord({}),
    /^RecordError: rate: A value is missing, and rows without one were left out/,
  );
});

Deno.test("FeaturePipeline puts the median even where the rows of training lack no value", () => {
  const values = Float32Array.of(2, 4, 9, NaN);
  const frame: Frame = { rows: 4, columns: [{ type: "numeric", name: "rate", values }] };
  const pipeline = FeaturePipeline.fit(frame, {
    encoding: "one-hot",
    rows: Uint32Array.of(0, 1, 2),
  });
  const { data } = pipeline.transform(frame);
  assert.equal(data[3], data[1]);
  assert.equal(pipeline.transformRecord({ rate: "" })[0], data[1]);
});

Deno.test("FeaturePipeline.fromJSON() loads what the first release saved", () => {
  const numbers = { min: 0, max: 7, mean: 3, integer: true, missing: false };
  const old = {
    version: 1,
    encoding: "label",
    scaling: "log-standard",
    features: [
      { type: "numeric", name: "bytes", offset: 1, scale: 2, fill: 3, ...numbers },
      { type: "one-hot", name: "flag", categories: ["SF"], other: true, missing: false },
      {
        type: "label",
        name: "service",
        offset: 0,
        scale: Math.LN2,
        categories: ["http"],
        missing: true,
      },
    ],
  };
  const pipeline = FeaturePipeline.fromJSON(old);
  assert.deepEqual(pipeline.names, ["bytes", "flag=SF", "flag (other)", "service"]);
  const row = pipeline.transformRecord({ bytes: Math.E ** 2 - 1, flag: "S0", service: null });
  assert.deepEqual([...row].map((value) => Math.round(value * 1e6) / 1e6), [0.5, 0, 1, -1]);
  assert.equal(pipeline.toJSON().version, 2);
  assert.deepEqual(FeaturePipeline.fromJSON(pipeline.toJSON()).toJSON(), pipeline.toJSON());
  const damaged = { ...old, features: [{ ...old.features[0], scale: 0 }] };
  assert.throws(() => FeaturePipeline.fromJSON(damaged), /not a saved feature pipeline/);
});

Deno.test("FeaturePipeline chooses a scaling by skew, or as columns ask", () => {
  const train = frame(
    numeric("bytes", [0, 10, 100, 1000, 10_000, 100_000]),
    numeric("rate", [0.1, 0.3, 0.2, 0.5, 0.4, 0.6]),
    numeric("count", [0, 10, 100, 1000, 10_000, 100_000]),
    words("flag", ["a", "b", "a", "b", "a", "b"]),
    words("service", ["a", "b", "a", "b", "a", "b"]),
  );
  const pipeline = FeaturePipeline.fit(train, {
    encoding: "label",
    scaling: "auto",
    columns: new Map([
      ["count", { scaling: "min-max" }],
      ["flag", { encoding: "one-hot" }],
    ]),
  });
  assert.deepEqual(pipeline.scalings(), [
    { feature: "bytes", scaling: "log-standard" },
    { feature: "rate", scaling: "standard" },
    { feature: "count", scaling: "min-max" },
    { feature: "service", scaling: "standard" },
  ]);
  assert.deepEqual(pipeline.names, ["bytes", "rate", "count", "flag=a", "flag=b", "service"]);
  assert.equal(pipeline.transform(train).data.at(-4), 1);
});

Deno.test("FeaturePipeline gives categories their share of the training rows", () => {
  const train = frame(words("service", ["http", "http", null, "dns"]));
  const pipeline = FeaturePipeline.fit(train, { encoding: "frequency", scaling: "min-max" });
  assert.deepEqual(pipeline.names, ["service"]);
  const test = frame(words("service", ["http", "dns", "new", null]));
  assert.deepEqual([...pipeline.transform(test).data], [1, 0, -1, 0]);
  assert.deepEqual([...pipeline.transformRecord({})], [0]);
  const complete = FeaturePipeline.fit(frame(words("service", ["http"])), {
    encoding: "frequency",
  });
  assert.throws(() => complete.transformRecord({}), /service: A value is missing/);
});

Deno.test("FeaturePipeline puts rare and unseen categories into one column", () => {
  const train = frame(words("c", ["x", "x", "x", "y", "y", "z"]));
  const named = (rareCategories: { minCount?: number; minShare?: number }) =>
    FeaturePipeline.fit(train, { encoding: "one-hot", rareCategories });
  assert.deepEqual(named({ minCount: 1 }).names, ["c=x", "c=y", "c=z"]);
  assert.deepEqual(named({ minCount: 2 }).names, ["c=x", "c=y", "c (other)"]);
  assert.deepEqual(named({ minShare: 0.34 }).names, ["c=x", "c (other)"]);
  assert.deepEqual(named({ minCount: 2, minShare: 0.5 }).names, ["c=x", "c (other)"]);
  for (const rare of ["z", "unseen"]) {
    assert.deepEqual([...named({ minCount: 2 }).transformRecord({ c: rare })], [0, 0, 1]);
  }
});

/** `copy` is minus twice `a`; `rare` has 1 in one of ten rows; `flat` is constant. */
const redundant = frame(
  numeric("a", [1, 2, 3, 4, 5, 6, 7, 8, 9, 10]),
  numeric("flat", Array(10).fill(3)),
  numeric("copy", [-2, -4, -6, -8, -10, -12, -14, -16, -18, -20]),
  words("flag", ["p", "q", "p", "q", "q", "p", "p", "q", "p", "q"]),
  numeric("rare", [0, 0, 0, 1, 0, 0, 0, 0, 0, 0]),
);

Deno.test("FeaturePipeline leaves out columns that are nearly constant or copies, and says so", () => {
  const pipeline = FeaturePipeline.fit(redundant, {
    encoding: "one-hot",
    filters: { nearConstant: 0.1, correlation: 1 },
  });
  assert.deepEqual(pipeline.names, ["a", "flag=p"]);
  assert.deepEqual(
    pipeline.dropped.map(({ feature, column, reason }) => [
      feature,
      column,
      reason.filter === "correlation"
        ? [reason.with, Math.round(reason.coefficient * 1e6) / 1e6]
        : reason.differing,
    ]),
    [
      ["flat", "flat", 0],
      ["copy", "copy", ["a", -1]],
      ["flag", "flag=q", ["flag=p", -1]],
      ["rare", "rare", 0.1],
    ],
  );
  assert.deepEqual(pipeline.inputs().map(({ name }) => name), ["a", "flag"]);
  assert.deepEqual(pipeline.groups(), [
    { feature: "a", columns: [0] },
    { feature: "flag", columns: [1] },
  ]);
  assert.deepEqual(pipeline.fold([{ column: 1, weight: 2 }], { a: 1, flag: "q" }), [
    { feature: "flag", value: "q", weight: 2 },
    { feature: "a", value: 1, weight: 0 },
  ]);
});

Deno.test("FeaturePipeline keeps what a filter's bound allows", () => {
  const fit = (filters: { nearConstant?: number; correlation?: number }) =>
    FeaturePipeline.fit(redundant, { encoding: "one-hot", filters }).names;
  assert.deepEqual(fit({}), ["a", "flat", "copy", "flag=p", "flag=q", "rare"]);
  assert.deepEqual(fit({ nearConstant: 0 }), ["a", "copy", "flag=p", "flag=q", "rare"]);
  assert.deepEqual(fit({ correlation: 0.9 }), ["a", "flat", "flag=p", "rare"]);
  assert.deepEqual(
    FeaturePipeline.fit(redundant, {
      encoding: "one-hot",
      filters: { nearConstant: 0 },
      rows: Uint32Array.of(4, 5, 6),
    }).names,
    ["a", "copy", "flag=p", "flag=q"],
  );
});

Deno.test("FeaturePipeline writes the same numbers with and without the columns left out", () => {
  const values = [1, NaN, 3, 4, 5, Infinity, 7, 8, 9, 10];
  const train = frame(...redundant.columns, numeric("gaps", values));
  const policies = new Map<string, MissingPolicy>([["gaps", "indicator"]]);
  const whole = FeaturePipeline.fit(train, { encoding: "one-hot", policies });
  const some = FeaturePipeline.fit(train, {
    encoding: "one-hot",
    policies,
    filters: { nearConstant: 0.2, correlation: 0.95 },
  });
  assert.deepEqual(some.names, ["a", "flag=p", "gaps"]);
  const loaded = FeaturePipeline.fromJSON(JSON.parse(JSON.stringify(some)) as PipelineState);
  const all = whole.transform(train);
  for (const pipeline of [some, loaded]) {
    const { data, names, cols } = pipeline.transform(train);
    data.forEach((value, i) => {
      const column = all.names.indexOf(names[i % cols]);
      assert.equal(value, all.data[Math.floor(i / cols) * all.cols + column]);
    });
    assert.deepEqual(
      [...pipeline.transformRecord({ a: 2, flag: "q", gaps: null })],
      [...data.subarray(cols, 2 * cols)],
    );
  }
  assert.deepEqual(loaded.dropped, some.dropped);
});

Deno.test("FeaturePipeline.fit() refuses filters that leave nothing", () => {
  assert.throws(
    () =>
      FeaturePipeline.fit(frame(numeric("a", [1, 1, 1])), {
        encoding: "one-hot",
        filters: { nearConstant: 0 },
      }),
    new DatasetError(
      "The filters leave out every feature: all are the same in nearly all training rows.",
    ),
  );
});
