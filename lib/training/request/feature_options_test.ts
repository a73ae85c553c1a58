import assert from "node:assert/strict";
import { z } from "zod";
import { featureOptionFields } from "../../learning/features/option_fields.ts";
import { checkColumnOptions } from "./feature_options.ts";

const FEATURES = [
  { name: "bytes", type: "numeric" },
  { name: "service", type: "categorical" },
] as const;

type Columns = Parameters<typeof checkColumnOptions>[1];

const issues = (columns: Columns, encoding: "one-hot" | "label" = "one-hot") =>
  Object.fromEntries(
    checkColumnOptions([...FEATURES], columns, encoding)
      .map(([path, message]) => [path.join("/"), message]),
  );

Deno.test("checkColumnOptions() allows what fits the column", () => {
  assert.deepEqual(issues({ bytes: { scaling: "log-standard" } }), {});
  assert.deepEqual(issues({ service: { encoding: "frequency", scaling: "min-max" } }), {});
  assert.deepEqual(issues({ service: { scaling: "min-max" } }, "label"), {});
});

Deno.test("checkColumnOptions() points to what does not fit", () => {
  assert.deepEqual(
    issues({
      port: { scaling: "robust" },
      bytes: { encoding: "label" },
      service: { scaling: "min-max" },
    }),
    {
      "columns/port": '"port" is not a feature of this run.',
      "columns/bytes/encoding": '"bytes" contains numbers; encodings are for words.',
      "columns/service/scaling": '"service" becomes one-hot columns, which are not scaled.',
    },
  );
  assert.deepEqual(Object.keys(issues({ service: { encoding: "one-hot", scaling: "auto" } })), [
    "columns/service/scaling",
  ]);
});

Deno.test("featureOptionFields refuses bounds that make no sense", () => {
  const schema = z.strictObject(featureOptionFields);
  const paths = (body: unknown) =>
    schema.safeParse(body).error?.issues.map(({ path }) => path.join("/")) ?? [];
  assert.deepEqual(paths({}), []);
  assert.deepEqual(
    paths({
      columns: { bytes: { scaling: "log-standard" } },
      rareCategories: { minCount: 10, minShare: 0.001 },
      filters: { nearConstant: 0, correlation: 1 },
    }),
    [],
  );
  assert.deepEqual(
    paths({
      columns: { bytes: { scaling: "square" } },
      rareCategories: { minCount: 0, minShare: 1 },
      filters: { nearConstant: 0.5, correlation: 0 },
    }),
    [
      "columns/bytes/scaling",
      "rareCategories/minCount",
      "rareCategories/minShare",
      "filters/nearConstant",
      "filters/correlation",
    ],
  );
});
