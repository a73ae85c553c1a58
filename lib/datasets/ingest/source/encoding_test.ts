import assert from "node:assert/strict";
import { bytesOf } from "../../testing.ts";
import { encodingOf, toUtf8 } from "./encoding.ts";

Deno.test("encodingOf() tells UTF-16 by its mark or its NUL bytes", () => {
  const wide = (text: string) => text.split("").flatMap((char) => [char.charCodeAt(0), 0]);
  assert.equal(encodingOf(bytesOf([0xff, 0xfe, 65, 0])), "utf-16le");
  assert.equal(encodingOf(bytesOf([0xfe, 0xff, 0, 65])), "utf-16be");
  assert.equal(encodingOf(bytesOf(wide("a,b\n1,2\n"))), "utf-16le");
  assert.equal(encodingOf(bytesOf([0], wide("a,b\n1,2"))), "utf-16be");
});

Deno.test("encodingOf() takes text for Windows-1252 when most lines contradict UTF-8", () => {
  assert.equal(encodingOf(bytesOf("plain\n")), "utf-8");
  assert.equal(encodingOf(bytesOf("größe\n")), "utf-8");
  assert.equal(encodingOf(bytesOf("a", [0x96], "b\n")), "windows-1252");
  assert.equal(encodingOf(bytesOf("ä\nö\n", [0xff], "\n")), "utf-8");
  assert.equal(encodingOf(bytesOf("ä\n", [0xff], "\n", [0xfe], "\n")), "windows-1252");
  const cut = bytesOf("ä\n".repeat(10), [0xc3]);
  assert.equal(encodingOf(cut), "utf-8");
});

Deno.test("toUtf8() decodes characters that are cut between chunks", async () => {
  const units = "日😀é".split("").flatMap((unit) => [
    unit.charCodeAt(0) & 255,
    unit.charCodeAt(0) >> 8,
  ]);
  async function* bytes() {
    for (const byte of [0xff, 0xfe, ...units]) yield await Promise.resolve(Uint8Array.of(byte));
  }
  const parts: Uint8Array[] = [];
  for await (const part of toUtf8(bytes(), "utf-16le")) parts.push(part);
  assert.equal(new TextDecoder().decode(bytesOf(...parts)), "日😀é");
});
