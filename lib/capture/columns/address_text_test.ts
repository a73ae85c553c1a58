import assert from "node:assert/strict";
import { addressText } from "./address_text.ts";

const words = (text: string) => text.match(/.{8}/g)!.map((word) => parseInt(word, 16));

Deno.test("addressText() writes addresses as RFC 5952 asks", () => {
  assert.equal(addressText(words("00000000000000000000ffffc0a80105"), 4), "192.168.1.5");
  const cases = {
    "20010db8000000000000000000000001": "2001:db8::1",
    "20010db8000000010000000000000001": "2001:db8:0:1::1",
    "20010db8000000010001000100010001": "2001:db8:0:1:1:1:1:1",
    "00000000000000000000000000000000": "::",
    "00000000000000000000000000000001": "::1",
    "fe800000000000000000000000000000": "fe80::",
    "00010000000000020000000000000003": "1:0:0:2::3",
    "00000000000000000000ffff01020304": "::ffff:1.2.3.4",
  };
  for (const [hex, text] of Object.entries(cases)) assert.equal(addressText(words(hex), 6), text);
});
