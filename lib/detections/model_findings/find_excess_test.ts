import assert from "node:assert/strict";
import { join } from "node:path";
import { withFolder } from "../../datasets/testing.ts";
import { openDatabase } from "../../tables/duckdb.ts";
import { findExcess } from "./find_excess.ts";

const HOUR = 3_600_000, DAY = 24 * HOUR;

/** Five days of hosts that open some connections an hour, of which SQL says which are flagged. */
async function findingsOf(flagged: string, baseline: { to: number } | null = null) {
  let findings: Awaited<ReturnType<typeof findExcess>> = [];
  await withFolder(async (folder) => {
    const options = { spillFolder: join(folder, "spill"), memoryBytes: 2 ** 28 };
    const connections = join(folder, "connections.parquet");
    using database = await openDatabase(options);
    await database.run(
      `COPY (SELECT 'h' || host AS source, 'd' || n % 3 AS destination, 443 AS destination_port, ` +
        `(hour * ${HOUR} + n * 1000)::DOUBLE AS time, (${flagged}) AS flagged ` +
        `FROM range(10) h(host), range(120) t(hour), range(200) r(n)) TO '${connections}'`,
    );
    findings = await findExcess({
      connections,
      width: HOUR,
      falseAlarms: 0.01,
      baseline,
      ...options,
    });
  });
  return findings;
}

/** Flagged by chance, the same for every test. */
const CHANCE = "hash(host, hour, n) % 1000 < 10";

Deno.test("findExcess() finds the host and the hours in which more is flagged, and no other", async () => {
  const findings = await findingsOf(`${CHANCE} OR host = 4 AND hour IN (50, 51) AND n < 60`);
  assert.equal(findings.length, 1);
  const [{ host, from, to, severity, records, selector }] = findings;
  assert.deepEqual([host, from, to], ["h4", 50 * HOUR, 52 * HOUR]);
  assert.ok(severity > 40 && records >= 120);
  assert.deepEqual(selector, { from, to, source: "h4" });
});

Deno.test("findExcess() takes what a host does on its other days as usual of it", async () => {
  assert.deepEqual(await findingsOf(`${CHANCE} OR host = 2 AND n < 50`), []);
  const [one] = await findingsOf(
    `${CHANCE} OR host = 2 AND n < CASE WHEN hour = 60 THEN 190 ELSE 50 END`,
  );
  assert.deepEqual([one.host, one.from], ["h2", 60 * HOUR]);
});

Deno.test("findExcess() reports nothing of a clean period", async () => {
  const flagged = `${CHANCE} OR host = 4 AND hour IN (10, 100) AND n < 60`;
  const findings = await findingsOf(flagged, { to: 2 * DAY });
  assert.deepEqual(findings.map(({ from }) => from), [100 * HOUR]);
});
