import assert from "node:assert/strict";
import { areAddresses, areKeys, areMoments } from "./words.ts";

Deno.test("areAddresses() knows addresses of every kind, with gaps and names among them", () => {
  for (
    const values of [
      ["10.0.0.1", "192.168.10.50"],
      ["fe80::1", "::1", "2001:db8::17"],
      ["02:00:5e:10:35:64", "02-00-5E-10-35-64"],
      ["192.0.2.5", "0", "-"],
      ["192.0.2.5", "0.0", "", "?"],
      ["10.0.0.1", "srv-db.example", "fe80::1%eth0"],
      ["10.0.0.1:443", "10.0.0.0/24", "[fe80::1]:53"],
      ["10.0.0.1-198.51.100.5-30500-80-17", "10.0.0.2-198.51.100.5-30501-80-6"],
    ]
  ) assert.ok(areAddresses(values), values.join());
});

Deno.test("areAddresses() takes other words for hosts where the name says so", () => {
  const anonymised = ["EXT_SERVER", "10013_57", "DNS", "192.168.220.15"];
  for (const name of ["Src IP Addr", "ip.dst_host", "id.orig_h", "originh", "dst_mac"]) {
    assert.ok(areAddresses(anonymised, name), name);
  }
  for (const name of ["service", "dst_host_count", "ip_version", "server_port"]) {
    assert.ok(!areAddresses(anonymised, name), name);
  }
});

Deno.test("areAddresses() leaves other words alone", () => {
  for (
    const values of [
      ["tcp", "udp"],
      ["7.4.1", "8.9.1"],
      ["0:05:35", "0:07:34"],
      ["TLS", "DNS.Google", "HTTP"],
      ["-", "0"],
      ["dead", "beef"],
    ]
  ) assert.ok(!areAddresses(values), values.join());
});

Deno.test("areMoments() sees through gaps", () => {
  assert.ok(areMoments(["2026-03-01", "-", ""]));
  assert.ok(areMoments(["14:07:42", "08:00:00"]));
  assert.ok(!areMoments(["2026-03-01", "tcp"]));
  assert.ok(!areMoments(["-"]));
});

Deno.test("areKeys() knows values that name single records", () => {
  const column = (values: string[]) => ({
    name: "x",
    present: values.length,
    distinct: new Set(values).size,
    runs: [values],
  });
  const rows = (value: (i: number) => string, length = 200) =>
    column(Array.from({ length }, (_, i) => value(i)));
  const hex = (i: number, length: number) => (i * 7919).toString(16).padStart(length, "a");
  assert.ok(areKeys(rows((i) => `flow-${i}`)));
  assert.ok(areKeys(rows((i) => `flow-${i % 100}`)), "numbered file by file");
  assert.ok(areKeys(rows((i) => `C${(i * 48_271).toString(36)}x`)));
  assert.ok(
    areKeys(rows((i) => `${hex(i % 9, 8)}-1111-4222-8333-${hex(i % 9, 12)}`)),
    "UUIDs repeat",
  );
  assert.ok(areKeys(rows((i) => hex(i, 64))));
  assert.ok(!areKeys(rows((i) => hex(i % 5, 32))), "fingerprints repeat");
  assert.ok(!areKeys(rows((i) => `port-${(i * i) % 17}`)));
  assert.ok(!areKeys(rows((i) => ["tcp", "udp", "icmp"][i % 3])));
  assert.ok(
    !areKeys(rows((i) => i % 50 === 0 ? "0xc0a8" : String(1_024 + 37 * i))),
    "ports with hex",
  );
});

Deno.test("areAddresses() and areMoments() tell addresses and dates from other words", () => {
  assert.ok(areAddresses(["10.0.0.1", "192.168.10.50"]));
  assert.ok(areAddresses(["fe80::1", "::1"]));
  assert.ok(areMoments(["6/7/2017 10:40", "7/7/2017 3:56"]));
  assert.ok(areMoments(["2017-07-06T12:39:06.818901"]));
  for (const words of [["10.0.0.1", "web"], []]) {
    assert.ok(!areAddresses(words));
    assert.ok(!areMoments(words));
  }
});
