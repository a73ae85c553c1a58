import assert from "node:assert/strict";
import { membersSchema } from "./member_schema.ts";

const schema = membersSchema("members");

function faults(members: unknown): string[] {
  return schema.safeParse(members).error?.issues
    .map(({ path, message }) => `${path.join("/")}: ${message}`) ?? [];
}

Deno.test("membersSchema() fills in parameters, thresholds and weights", () => {
  const members = schema.parse([
    { kind: "isolation-forest", params: { trees: 5 } },
    { kind: "lstm-classifier" },
    { kind: "autoencoder", threshold: { rule: "mad", k: 4 }, weight: 2.5, model: "model-1" },
  ]);
  assert.equal(members[0].params.trees, 5);
  assert.equal(members[0].params.subsampleSize, 256);
  assert.deepEqual(members[0].threshold, { rule: "quantile", q: 0.97 });
  assert.deepEqual(members[1].threshold, { rule: "fixed", value: 0.5 });
  assert.deepEqual(members[2].threshold, { rule: "mad", k: 4 });
  assert.deepEqual(members.map(({ weight }) => weight), [1, 1, 2.5]);
  assert.deepEqual(members.map(({ model }) => model), [undefined, undefined, "model-1"]);
  assert.deepEqual(schema.parse(members), members);
});

Deno.test("membersSchema() takes two to five members", () => {
  const count = (length: number) => faults(Array.from({ length }, () => ({ kind: "autoencoder" })));
  assert.match(count(1)[0], /must be a list of 2 to 5 detectors/);
  assert.match(count(6)[0], /must be a list of 2 to 5 detectors/);
  assert.deepEqual([count(2), count(5)], [[], []]);
  assert.match(faults("autoencoder")[0], /must be a list of 2 to 5 detectors/);
});

Deno.test("membersSchema() points to what is wrong with a member", () => {
  const withMember = (member: unknown) => faults([{ kind: "autoencoder" }, member]);
  assert.match(withMember({ kind: "hybrid" })[0], /^1\/kind: A member is one of isolation-forest,/);
  assert.match(withMember({})[0], /^1\/kind: /);
  assert.match(
    withMember({ kind: "isolation-forest", params: { trees: 0 } })[0],
    /^1\/params\/trees: trees must be a whole number/,
  );
  assert.match(
    withMember({ kind: "lstm-classifier", params: { depth: 3 } })[0],
    /^1\/params: Unknown parameter: depth/,
  );
  assert.match(
    withMember({ kind: "autoencoder", threshold: { rule: "contamination", share: 0.1 } })[0],
    /^1\/threshold\/rule: .*"contamination" looks at test rows/,
  );
  assert.match(
    withMember({ kind: "autoencoder", threshold: { rule: "best-f1" } })[0],
    /"best-f1" looks at test rows/,
  );
  assert.match(withMember({ kind: "autoencoder", weight: -1 })[0], /^1\/weight: weight must be/);
  assert.match(withMember({ kind: "autoencoder", colour: "red" })[0], /^1: .*colour/);
});
