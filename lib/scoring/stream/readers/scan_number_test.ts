import assert from "node:assert/strict";
import fc from "fast-check";
import { scanNumber } from "./scan_number.ts";

function scan(text: string): number | null {
  const found = { value: 0, end: 0 };
  const bytes = new TextEncoder().encode(text);
  return scanNumber(bytes, 0, bytes.length, found) && found.end === bytes.length
    ? found.value
    : null;
}

Deno.test("scanNumber() gives exactly what Number gives, or leaves it to Number", () => {
  const decimal = fc.tuple(fc.boolean(), fc.bigInt(0n, 10n ** 18n), fc.nat(25)).map(
    ([negative, digits, places]) => {
      const text = String(digits).padStart(places + 1, "0");
      const point = places > 0 ? `${text.slice(0, -places)}.${text.slice(-places)}` : text;
      return `${negative ? "-" : ""}${point}`;
    },
  );
  fc.assert(
    fc.property(fc.oneof(decimal, fc.double({ noNaN: true }).map(String)), (text) => {
      const value = scan(text);
      if (value !== null) assert.ok(Object.is(value, Number(text)), text);
    }),
    { numRuns: 3000 },
  );
  for (const text of ["0", "-0", "7", "0.25", "181.5", "123456789012345"]) {
    assert.ok(Object.is(scan(text), Number(text)), text);
  }
});

Deno.test("scanNumber() finds no number where JSON has none", () => {
  for (const text of ["", "-", "01", "1.", ".5", "+1", "1e5", "abc", "--1"]) {
    assert.equal(scan(text), null, text);
  }
});
