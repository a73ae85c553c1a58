import assert from "node:assert/strict";
import fc from "fast-check";
import { curlOf, recordAddress, recordOfAddress } from "./record_address.ts";

Deno.test("recordOfAddress() reads what recordAddress() wrote", () => {
  const value = fc.oneof(fc.string(), fc.integer(), fc.boolean(), fc.constant(null));
  fc.assert(fc.property(fc.dictionary(fc.string(), value, { noNullPrototype: true }), (record) => {
    const address = recordAddress(["model-a", "model-b"], record);
    const query = new URL(address, "http://localhost").searchParams;
    assert.deepEqual(query.getAll("model"), ["model-a", "model-b"]);
    assert.deepEqual(recordOfAddress(query.get("record")!), record);
  }));
});

Deno.test("recordOfAddress() refuses what is no record", () => {
  for (
    const text of [
      "",
      "{",
      "[]",
      "1",
      "null",
      '{"a": {}}',
      '{"a": [1]}',
      `{"a": "${"x".repeat(20_000)}"}`,
    ]
  ) {
    assert.equal(recordOfAddress(text), null, text.slice(0, 20));
  }
});

Deno.test({
  name: "curlOf() survives a shell",
  ignore: Deno.build.os === "windows",
  async fn() {
    const record = { a: 'it\'s $(x) `y` "z" \\', b: 1 };
    const command = curlOf("http://h", "model-a", record).replace(/^curl/, "printf '%s\\n'");
    const { stdout } = await new Deno.Command("sh", { args: ["-c", command] }).output();
    const last = new TextDecoder().decode(stdout).trimEnd().split("\n").at(-1)!;
    assert.deepEqual(JSON.parse(last), { records: [record] });
  },
});
