/**
 * Who comes first in real logs and captures, where this machine has them: see NETSIFT_TEST_DATA.
 */
import assert from "node:assert/strict";
import { join } from "node:path";
import { capturedConnections, zeekConnections } from "../../testing/real_connections.ts";
import { realDataFolder } from "../datasets/testing.ts";
import { analyse, type TestConnection } from "./testing.ts";

const folder = await realDataFolder();
if (folder === null) console.warn("No captures here: set NETSIFT_TEST_DATA to test with them.");

/** The host with the most connections, which a ranking by counts puts first. */
function busiest(connections: readonly TestConnection[]): string {
  const counts = new Map<string, number>();
  for (const { source, destination } of connections) {
    for (const host of [source, destination]) counts.set(host, (counts.get(host) ?? 0) + 1);
  }
  return [...counts].sort((a, b) => b[1] - a[1])[0][0];
}

Deno.test({
  name: "BehaviourAnalysis puts the worst attacker first in a day of a host on the Internet",
  ignore: folder === null,
  async fn() {
    const connections = await zeekConnections(
      join(folder!, "zeek/008-zeek-mixed.conn.log.labeled.gz"),
    );
    const { hosts } = analyse(connections);
    assert.equal(hosts[0].host, "104.156.155.13");
    assert.notEqual(hosts[0].host, busiest(connections));
  },
});

for (
  const [file, infected] of [["test7-malicious.pcap", "192.168.2.16"], [
    "test-cc-capture-2.pcap",
    "147.32.80.37",
  ]]
) {
  Deno.test({
    name: `BehaviourAnalysis puts the infected host of ${file} first`,
    ignore: folder === null,
    async fn() {
      const { hosts } = analyse(await capturedConnections(join(folder!, "captures", file)));
      assert.equal(hosts[0].host, infected);
    },
  });
}
