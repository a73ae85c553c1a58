import assert from "node:assert/strict";
import { Places } from "../../../behaviour/network/places.ts";
import { createDraws } from "../draws.ts";
import { ACCESS_RANGES, addressIn, CLOUD_RANGES, HOSTING_RANGES } from "./places.ts";

const RANGES = [...ACCESS_RANGES, ...HOSTING_RANGES, ...CLOUD_RANGES.map(({ range }) => range)];

Deno.test("addressIn: addresses lie in the country that their range says", () => {
  const draws = createDraws(1);
  const places = new Places();
  const names = new Intl.DisplayNames("en-GB", { type: "region" });
  for (const range of RANGES) {
    const found = Array.from({ length: 200 }, () => places.of(addressIn(draws, range))[0]);
    const share = found.filter((name) => name === names.of(range.country)).length / found.length;
    assert.ok(share > 0.95, `${range.country} ${addressIn(draws, range)}: ${share}`);
  }
});
