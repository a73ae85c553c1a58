import assert from "node:assert/strict";
import type { ColumnProfile, ColumnRole } from "../../resources/dataset.ts";
import { findingColumns } from "./finding_columns.ts";

function column(name: string, role: ColumnRole, values: string[]): ColumnProfile {
  const type = role === "numeric" ? "numeric" : "categorical";
  const top = values.map((value) => ({ value, count: 1 }));
  return { name, role, type, top } as ColumnProfile;
}

const addresses = ["10.0.0.1", "2001:db8::1", "10.0.0.2"];

Deno.test("findingColumns() takes the address of the sender, whatever its name and place", () => {
  const time = column("Flow Start", "timestamp", ["2026-03-01 10:00:00"]);
  for (
    const [sender, other] of [["src_ip", "dst_ip"], ["id.orig_h", "id.resp_h"], ["a", "dest"]]
  ) {
    const columns = [
      column("dst port", "numeric", ["443"]),
      column(other, "identifier", addresses),
      time,
      column(sender, "identifier", addresses),
      column("bytes", "numeric", ["7"]),
    ];
    assert.deepEqual(findingColumns(columns), {
      time: "Flow Start",
      host: sender,
      destination: other,
      identity: [other, sender, "dst port"],
    });
  }
});

Deno.test("findingColumns() uses names where there are no addresses", () => {
  const columns = [
    column("flow id", "identifier", ["1", "2"]),
    column("hostname", "identifier", ["ws-017", "ws-018"]),
    column("label", "label", addresses),
  ];
  assert.equal(findingColumns(columns).host, "hostname");
  assert.deepEqual(findingColumns([column("bytes", "numeric", ["1"])]), {
    time: null,
    host: null,
    destination: null,
    identity: [],
  });
});
