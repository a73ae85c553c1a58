import assert from "node:assert/strict";
import type { ColumnProfile } from "../../resources/dataset.ts";
import { commonest, patternColumns, unanswered } from "./dominance.ts";

Deno.test("patternColumns() finds ports and states as tools name them", () => {
  const columns = (...names: string[]) =>
    names.map((name) => ({ name, type: "categorical", role: "categorical", top: [] })) as never;
  const found = (...names: string[]) => {
    const { port, state } = patternColumns(columns(...names) as ColumnProfile[]);
    return [port, state];
  };
  assert.deepEqual(found("id.orig_p", "id.resp_p", "conn_state"), ["id.resp_p", "conn_state"]);
  assert.deepEqual(found("Src Port", "Dst Port"), ["Dst Port", null]);
  assert.deepEqual(found("sport", "dport", "state"), ["dport", "state"]);
  assert.deepEqual(found("service", "flag"), [null, "flag"]);
});

Deno.test("commonest() is the pair that most rows have", () => {
  const source = { codes: Int32Array.of(0, 1, 1, 1, -1), categories: ["a", "b"] };
  const port = { codes: Int32Array.of(0, 1, 1, 0, 1), categories: ["80", "22"] };
  assert.deepEqual(commonest(source, port), { source: "b", port: "22", share: 0.4 });
  const nobody = { codes: Int32Array.of(-1), categories: [] };
  assert.equal(commonest(nobody, nobody), null);
});

Deno.test("unanswered() counts connections that nobody answered", () => {
  const categories = ["SF", "S0", "REJ", "OTH"];
  const { states, share } = unanswered({
    codes: Int32Array.of(0, 1, 1, 3, 0, 1, 2, 0),
    categories,
  });
  assert.deepEqual([states, share], [["S0", "REJ"], 0.5]);
});
