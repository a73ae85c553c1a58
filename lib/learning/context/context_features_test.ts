import assert from "node:assert/strict";
import fc from "fast-check";
import { CONNECTION_ERROR, type ContextBlock } from "./context_block.ts";
import { ContextFeatures, contextNames } from "./context_features.ts";

interface Seen {
  time: number;
  source: number;
  destination: number;
  service: number;
  sourcePort: number;
  destinationPort: number;
  error: number;
}

const few = (most: number) => fc.integer({ min: 0, max: most });
const connection = fc.record({
  time: few(20_000),
  source: few(3),
  destination: few(3),
  service: few(2),
  sourcePort: few(2),
  destinationPort: fc.integer({ min: -1, max: 2 }),
  error: few(2),
});

function blockOf(seen: Seen[]): ContextBlock {
  const ints = (field: keyof Seen) => Int32Array.from(seen, (each) => each[field]);
  return {
    rows: seen.length,
    time: Float64Array.from(seen, ({ time }) => time),
    source: ints("source"),
    destination: ints("destination"),
    service: ints("service"),
    sourcePort: ints("sourcePort"),
    destinationPort: ints("destinationPort"),
    error: Uint8Array.from(seen, ({ error }) => error),
  };
}

/** The features of the last of some connections, by looking at all of them. */
function slowly(seen: Seen[], seconds: number, connections: number): number[] {
  const now = seen.at(-1)!;
  const recent = seen.filter(({ time }) => time >= now.time - 1000 * seconds);
  const share = (of: Seen[], counts: (each: Seen) => boolean) =>
    of.length === 0 ? 0 : of.filter(counts).length / of.length;
  const isHost = ({ destination }: Seen) => destination === now.destination;
  const isService = ({ service }: Seen) => service === now.service;
  const isSyn = ({ error }: Seen) => error === CONNECTION_ERROR.SYN;
  const isRejected = ({ error }: Seen) => error === CONNECTION_ERROR.REJECTED;
  const host = recent.filter(isHost);
  const service = recent.filter(isService);
  const source = recent.filter((each) => each.source === now.source);
  const lastHost = seen.filter(isHost).slice(-connections);
  const lastService = seen.filter(isService).slice(-connections);
  const sameService = lastHost.filter(isService);
  return [
    host.length,
    service.length,
    share(host, isSyn),
    share(service, isSyn),
    share(host, isRejected),
    share(service, isRejected),
    share(host, isService),
    share(host, (each) => !isService(each)),
    share(service, (each) => !isHost(each)),
    source.length,
    new Set(source.map(({ destination }) => destination)).size,
    new Set(source.map(({ destinationPort }) => destinationPort)).size,
    share(source, ({ error }) => error !== CONNECTION_ERROR.NONE),
    lastHost.length,
    sameService.length,
    share(lastHost, isService),
    share(lastHost, (each) => !isService(each)),
    share(lastHost, ({ sourcePort }) => sourcePort === now.sourcePort),
    share(lastService, (each) => !isHost(each)),
    share(lastHost, isSyn),
    share(sameService, isSyn),
    share(lastHost, isRejected),
    share(sameService, isRejected),
  ];
}

Deno.test("ContextFeatures says what looking at all connections says, however they are cut", () => {
  fc.assert(fc.property(
    fc.array(connection, { minLength: 1, maxLength: 80 }),
    fc.constantFrom(1, 2, 5),
    fc.constantFrom(1, 3, 100),
    few(80),
    (unordered, seconds, connections, cut) => {
      const seen = unordered.toSorted((a, b) => a.time - b.time);
      const features = new ContextFeatures({ seconds: [seconds], connections });
      const values = [seen.slice(0, cut), seen.slice(cut)]
        .flatMap((part) => [...features.observe(blockOf(part))]);
      const width = contextNames({ seconds: [seconds], connections }).length;
      for (const row of seen.keys()) {
        const expected = slowly(seen.slice(0, row + 1), seconds, connections);
        const found = values.slice(row * width, (row + 1) * width);
        for (const [i, value] of expected.entries()) {
          assert.ok(Math.abs(found[i] - value) < 1e-6, `feature ${i}: ${found[i]}, not ${value}`);
        }
      }
    },
  ));
});

Deno.test("contextNames() are KDD'99's for its windows, and name other windows", () => {
  const names = contextNames({ seconds: [2, 60], connections: 50 });
  assert.deepEqual(names.slice(0, 2), ["count", "srv_count"]);
  assert.ok(names.includes("src_peers_60s") && names.includes("dst_host_count_last_50"));
});
