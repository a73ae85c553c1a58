import assert from "node:assert/strict";
import { computed, Signal, signal } from "@preact/signals";
import fc from "fast-check";
import { parseState, serializeState, SlotReference } from "./props.ts";

function roundTrip(...props: Record<string, unknown>[]): Record<string, unknown>[] {
  const islands = props.map((one): [number, Record<string, unknown>] => [0, one]);
  const json = serializeState({ build: "b", modules: [], islands });
  return parseState(json).islands.map(([, one]) => one);
}

Deno.test("serializeState() keeps values of every kind", () => {
  const props = {
    nothing: undefined,
    nil: null,
    numbers: [NaN, Infinity, -Infinity, -0, 12n],
    date: new Date("2026-01-02T03:04:05Z"),
    url: new URL("https://example.org/a?b"),
    pattern: /a<b>/gi,
    map: new Map([["a", new Set([1, { deep: true }])]]),
    bytes: new Uint8Array([0, 255]),
  };
  assert.deepEqual(roundTrip(props), [props]);
});

Deno.test("serializeState() keeps identity, also between islands", () => {
  const count = signal(1);
  const shared = { count, self: null as unknown };
  shared.self = shared;
  const [left, right] = roundTrip({ shared, count }, { count });
  const revived = left.shared as typeof shared;
  assert.ok(left.count instanceof Signal);
  assert.equal(left.count, right.count);
  assert.equal(revived.count, left.count);
  assert.equal(revived.self, revived);
  assert.equal((left.count as Signal<number>).value, 1);
});

Deno.test("serializeState() sends a computed signal as one that is read only", () => {
  const [{ doubled }] = roundTrip({ doubled: computed(() => 4) });
  assert.equal((doubled as Signal<number>).value, 4);
  assert.throws(() => (doubled as Signal<number>).value = 5, TypeError);
});

Deno.test("serializeState() marks slots", () => {
  assert.deepEqual(roundTrip({ children: new SlotReference(3) }), [{
    children: new SlotReference(3),
  }]);
});

Deno.test("serializeState() throws for a function", () => {
  assert.throws(() => roundTrip({ onClick: () => {} }), /function/);
});

Deno.test("serializeState() throws for what Fresh does not carry", () => {
  const foreign = [
    new Float32Array(2),
    new Float64Array(2),
    new Int32Array(2),
    new BigUint64Array(1),
    new Uint8ClampedArray(2),
    new Uint8Array(4).subarray(1, 3),
    new DataView(new ArrayBuffer(2)),
    new ArrayBuffer(2),
    new URLSearchParams("a=b"),
  ];
  for (const value of foreign) {
    const name = value.constructor.name;
    assert.throws(() => roundTrip({ value }), TypeError, name);
    assert.throws(() => roundTrip({ deep: new Map([["a", [{ value }]]]) }), TypeError, name);
    assert.throws(() => roundTrip({ signal: signal({ value }) }), TypeError, name);
  }
});

Deno.test("serializeState() lets no text end or comment out the script element", () => {
  const part = fc.constantFrom(
    "</script>",
    "<!--",
    "-->",
    "<script",
    "]]>",
    "\u2028",
    '"',
    "\\",
    "</ScRiPt\n>",
  );
  const hostile = fc.array(fc.oneof(part, fc.string({ unit: "binary" }))).map((all) =>
    all.join("")
  );
  fc.assert(
    fc.property(fc.dictionary(hostile, hostile), hostile, (record, text) => {
      const islands: [number, Record<string, unknown>][] = [[0, { record, text }]];
      const json = serializeState({ build: text, modules: [[text, text]], islands });
      assert.doesNotMatch(json, /[<>]/);
      assert.deepEqual(parseState(json).islands, islands);
    }),
  );
});
