import assert from "node:assert/strict";
import type { MemberFacts } from "../detectors/detector.ts";
import { agreementOf } from "./agreement.ts";

const MEMBERS: MemberFacts[] = [
  { kind: "autoencoder", threshold: { rule: "quantile", q: 0.97, value: 2 } },
  { kind: "isolation-forest", threshold: { rule: "fixed", value: 0.5 } },
];
/** Three rows for both, two for the first alone, one for the second alone, two for none. */
const VERDICTS = Uint8Array.of(0b11, 0b11, 0b11, 0b01, 0b01, 0b10, 0, 0);

Deno.test("agreementOf() counts what each member, all and any flag, and precision and recall", () => {
  const { members, all, any, confidence } = agreementOf(MEMBERS, VERDICTS, {
    codes: Int32Array.of(1, 1, 2, 0, 1, 0, 0, 2),
    names: ["normal", "smurf", "nmap", "unseen"],
    attack: [false, true, true, true],
  });
  assert.deepEqual(members, [
    { ...MEMBERS[0], flagged: 5, precision: 4 / 5, recall: 4 / 5, alone: 2 },
    { ...MEMBERS[1], flagged: 4, precision: 3 / 4, recall: 3 / 5, alone: 1 },
  ]);
  assert.deepEqual(all, { flagged: 3, precision: 1, recall: 3 / 5 });
  assert.deepEqual(any, { flagged: 6, precision: 4 / 6, recall: 4 / 5 });
  assert.deepEqual(confidence, { high: 3, medium: 0, low: 3 });
});

Deno.test("agreementOf() counts by class, most frequent first, without classes that do not occur", () => {
  const { perClass } = agreementOf(MEMBERS, VERDICTS, {
    codes: Int32Array.of(1, 1, 1, 0, 1, 0, 0, -1),
    names: ["normal", "smurf", "unseen"],
    attack: [false, true, true],
  });
  assert.deepEqual(perClass, [
    { label: "smurf", attack: true, rows: 4, members: [4, 3], alone: [1, 0], all: 3, any: 4 },
    { label: "normal", attack: false, rows: 3, members: [1, 1], alone: [1, 1], all: 0, any: 2 },
  ]);
});

Deno.test("agreementOf() counts without labels, and gives no metrics that need them", () => {
  const { members, all, any, confidence, perClass } = agreementOf(MEMBERS, VERDICTS, null);
  assert.deepEqual(members.map(({ flagged, alone }) => [flagged, alone]), [[5, 2], [4, 1]]);
  const unknown = { precision: null, recall: null };
  assert.deepEqual(all, { flagged: 3, ...unknown });
  assert.deepEqual(any, { flagged: 6, ...unknown });
  assert.deepEqual(confidence, { high: 3, medium: 0, low: 3 });
  assert.deepEqual(perClass, []);
});

Deno.test("agreementOf() tells two of three from one and from all", () => {
  const three = [...MEMBERS, {
    kind: "autoencoder",
    threshold: { rule: "fixed", value: 1 },
  }] as const;
  const { confidence } = agreementOf(three, Uint8Array.of(0b111, 0b110, 0b011, 0b100, 0), null);
  assert.deepEqual(confidence, { high: 1, medium: 2, low: 1 });
});

Deno.test("agreementOf() refuses labels of other rows", () => {
  const labels = { codes: new Int32Array(3), names: ["normal"], attack: [false] };
  assert.throws(() => agreementOf(MEMBERS, VERDICTS, labels), /8 rows, but 3 labels/);
});
