import assert from "node:assert/strict";
import fc from "fast-check";
import { attachment } from "./attachment.ts";

Deno.test("attachment() keeps the extension and names of all languages", () => {
  assert.equal(attachment("flows.CSV", "csv"), 'attachment; filename="flows.CSV"');
  assert.equal(
    attachment("Übung (1)", "parquet"),
    `attachment; filename="_bung (1).parquet"; filename*=UTF-8''%C3%9Cbung%20%281%29.parquet`,
  );
});

Deno.test("attachment() is a valid header without folders, whatever the name", () => {
  fc.assert(fc.property(fc.string({ unit: "binary" }), (name) => {
    const header = new Headers({ "content-disposition": attachment(name, "csv") });
    const value = header.get("content-disposition")!;
    assert.match(
      value,
      /^attachment; filename="[^"\\/]*\.csv"(; filename\*=UTF-8''[^"\s'()\\/]*)?$/i,
    );
  }));
});
