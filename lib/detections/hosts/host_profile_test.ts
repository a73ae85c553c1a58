import assert from "node:assert/strict";
import { join } from "node:path";
import { withFolder } from "../../datasets/testing.ts";
import { openDatabase } from "../../tables/duckdb.ts";
import { readHostProfile } from "./host_profile.ts";

const HOUR = 3_600_000;

Deno.test("readHostProfile() sees both directions from the side of the host", async () => {
  await withFolder(async (folder) => {
    const options = { spillFolder: join(folder, "spill"), memoryBytes: 2 ** 28 };
    const path = join(folder, "connections.parquet");
    using database = await openDatabase(options);
    await database.run(
      `COPY (SELECT * FROM (VALUES
        (0, '10.0.0.5', '8.8.8.8', 53, 17, 'dns', 1, 60, 100, false),
        (${HOUR}, '10.0.0.5', '10.0.0.9', 445, 6, NULL, 2, 0, 0, true),
        (${HOUR} + 1, '10.0.0.7', '10.0.0.5', 22, 6, 'ssh', 1, 1000, 5000, false),
        (${HOUR}, '10.0.0.7', '8.8.8.8', 53, 17, 'dns', 1, 1, 1, false)
      ) t(time, source, destination, destination_port, protocol, service, outcome, source_bytes,
        destination_bytes, flagged)) TO '${path}'`,
    );
    const period = { from: 0, to: 2 * HOUR, width: HOUR };
    const profile = (await readHostProfile(path, "10.0.0.5", period, options))!;
    assert.deepEqual(profile.series, {
      connections: [1, 2, 0],
      failed: [0, 1, 0],
      bytesOut: [60, 5000, 0],
      bytesIn: [100, 1000, 0],
      peers: [1, 2, 0],
    });
    assert.deepEqual(
      profile.peers.map(({ peer, isInside, bytes }) => [peer, isInside, bytes]),
      [["10.0.0.7", true, 6000], ["10.0.0.9", true, 0], ["8.8.8.8", false, 160]],
    );
    assert.deepEqual(
      profile.ports.map(({ port, protocol, isServer }) => [port, protocol, isServer]),
      [[22, "tcp", true], [53, "udp", false], [445, "tcp", false]],
    );
    assert.deepEqual([profile.flagged, profile.peerCount], [1, 3]);
    assert.equal(await readHostProfile(path, "192.0.2.1", period, options), null);
  });
});
