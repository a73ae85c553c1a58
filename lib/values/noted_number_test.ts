import assert from "node:assert/strict";
import fc from "fast-check";
import type { Notation } from "./notation.ts";
import { notedNumberOf, plainText } from "./noted_number.ts";
import { numberOf } from "./value.ts";

const points: Notation = { decimal: ".", unit: null, durations: false };
const commas: Notation = { decimal: ",", unit: null, durations: false };
const sizes: Notation = { ...points, unit: "size" };
const durations: Notation = { ...points, durations: true };

/** Texts with the numbers that they are in a notation. */
function check(notation: Notation | undefined, texts: Record<string, number | null | undefined>) {
  for (const [text, number] of Object.entries(texts)) {
    assert.equal(notedNumberOf(text, notation), number, text);
  }
}

Deno.test("notedNumberOf() reads groups, decimal commas, units and durations", () => {
  check(points, { "1,234,567": 1234567, "1,234.5": 1234.5, "1 234": 1234, "1'234.5": 1234.5 });
  check(commas, { "12.519": 12519, "1.234.567,8": 1234567.8, "3,004": 3.004, "7": 7, ",5": 0.5 });
  check(sizes, { " 4.9 M": 4.9e6, "12 K": 12e3, "1.5 KiB": 1536, "3,5 MB": 3.5e6, "82263": 82263 });
  check({ ...points, unit: "time" }, { "35 ms": 0.035, "1.5 min": 90, "2": 2 });
  check({ ...commas, unit: "share" }, { "7,5 %": 7.5, "12%": 12 });
  check(durations, { "0:05:35": 335, "1 day, 02:03:04": 93784, "-0:00:01.5": -1.5, "12": 12 });
  check(points, { "0x000b": 11, "0x": undefined, "1,23": undefined, "12.5.1": undefined });
});

Deno.test("notedNumberOf() reads plain numbers and missing words as numberOf() does", () => {
  for (const notation of [points, commas, sizes, durations]) {
    check(notation, {
      "-": null,
      "": null,
      "NA": null,
      "true": 1,
      "-inf": -Infinity,
      tcp: undefined,
    });
    check(notation, { "0.125": 0.125, "12.5": 12.5, "1e5": 1e5, "1.234e5": 123400 });
    fc.assert(fc.property(fc.double(), (number) => {
      assert.ok(Object.is(notedNumberOf(number, notation), numberOf(number)));
    }));
  }
  check(undefined, { "4.9 M": undefined, "12.519": 12.519, "0x10": undefined });
});

Deno.test("plainText() writes numbers that notedNumberOf() reads back", () => {
  assert.equal(plainText(12.519, commas), "12.5190");
  const decimals = fc.integer({ min: -2_000_000, max: 2_000_000 }).map((number) => number / 1000);
  for (const notation of [undefined, points, commas, sizes, durations]) {
    fc.assert(
      fc.property(
        fc.oneof(decimals, fc.double({ max: 3e38, min: -3e38, noNaN: true })),
        (number) => {
          assert.ok(Object.is(notedNumberOf(plainText(number, notation), notation), number + 0));
        },
      ),
    );
  }
});

Deno.test("notedNumberOf() takes a time that grows with the length of a text only", () => {
  for (const text of ["1".repeat(100_000), "1,111".repeat(20_000), " ".repeat(100_000) + "x"]) {
    for (const notation of [points, commas, sizes, durations]) notedNumberOf(`${text}?`, notation);
  }
});
