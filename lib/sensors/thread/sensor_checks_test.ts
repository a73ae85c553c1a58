import assert from "node:assert/strict";
import type { LiveFinding } from "../../behaviour/stream/live_finding.ts";
import { createRandom } from "../../base/random.ts";
import type { SensorChecksState, SensorSegment } from "../../resources/sensor.ts";
import { encodeFrame } from "../kept/frame.ts";
import { emptySegment, SegmentWriter } from "../kept/segment_writer.ts";
import { SensorChecks } from "./sensor_checks.ts";

const MORNING = Date.UTC(2026, 0, 5, 8);
const BLOCKS = 60;

/** A block of ten minutes: three hosts look names up, one tries ports. */
function linesOf(block: number): Uint8Array<ArrayBuffer> {
  const records = Array.from({ length: 40 }, (_, i) => ({
    ts: (MORNING + block * 600_000 + 15_000 * i) / 1000,
    "id.orig_h": i % 4 === 0 ? "10.0.0.66" : `10.0.0.${5 + i % 3}`,
    "id.resp_h": "10.0.0.2",
    "id.resp_p": i % 4 === 0 ? 2000 + block * 10 + i / 4 : 53,
    proto: i % 4 === 0 ? "tcp" : "udp",
    conn_state: i % 4 === 0 ? "S0" : "SF",
  }));
  return new TextEncoder().encode(records.map((one) => `${JSON.stringify(one)}\n`).join(""));
}

/** Checks of a sensor that is opened again after some of its blocks. */
async function run(opensAfter: ReadonlySet<number>): Promise<LiveFinding[]> {
  const folder = await Deno.makeTempDir({ prefix: "netsift-sensor-checks-" });
  try {
    const told: LiveFinding[] = [];
    let committed: { state: SensorChecksState | null; segments: SensorSegment[] } = {
      state: null,
      segments: [],
    };
    const open = () =>
      SensorChecks.open({ settings: { timeZone: "UTC" }, folder, snapshotEvery: 0, ...committed });
    let { checks } = await open();
    using writer = new SegmentWriter(folder, emptySegment(0));
    for (let block = 0; block < BLOCKS; block++) {
      const at = MORNING + (block + 1) * 600_000;
      const lines = linesOf(block);
      const segment = await writer.add(
        encodeFrame({ at, header: "", lines, records: 40, verdicts: [] }),
        40,
        at,
      );
      const findings = checks.take({ header: "", lines }, at);
      if (block % 7 === 3) await checks.keep(segment);
      // A crash before the commit: the block is read again.
      if (opensAfter.has(-block)) {
        ({ checks } = await open());
        checks.take({ header: "", lines }, at);
        if (block % 7 === 3) await checks.keep(segment);
      }
      told.push(...findings);
      const { number } = segment;
      committed = {
        state: checks.state,
        segments: [...committed.segments.filter((each) => each.number !== number), segment],
      };
      await checks.committed();
      if (opensAfter.has(block)) {
        const opened = await open();
        // What is found again is what was committed.
        for (const finding of opened.findings) {
          assert.deepEqual(finding, told.findLast(({ id }) => id === finding.id));
        }
        checks = opened.checks;
      }
    }
    const files = [...Deno.readDirSync(folder)].filter(({ name }) => name.startsWith("checks-"));
    assert.ok(files.length === 1, "spent snapshots are removed");
    return told;
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
}

Deno.test("SensorChecks: a crash at any moment changes no finding", async () => {
  const whole = await run(new Set());
  assert.ok(whole.some(({ check }) => check === "vertical-scan"));
  const random = createRandom(5);
  const crashes = new Set(
    Array.from(
      { length: 20 },
      () => (1 + random.integer(BLOCKS - 1)) * (random.next() < 0.5 ? -1 : 1),
    ),
  );
  assert.deepEqual(await run(crashes), whole);
});

Deno.test("SensorChecks: a lost snapshot leaves what is kept, under new numbers", async () => {
  const folder = await Deno.makeTempDir({ prefix: "netsift-sensor-checks-" });
  try {
    const options = { settings: { timeZone: "UTC" }, folder, state: null, segments: [] };
    const { checks } = await SensorChecks.open(options);
    for (let block = 0; block < 9; block++) {
      checks.take({ header: "", lines: linesOf(block) }, MORNING + (block + 1) * 600_000);
    }
    const { lastFinding } = checks.state;
    assert.ok(lastFinding > 0);
    const state = { ...checks.state, snapshot: 4 };
    const again = await SensorChecks.open({ ...options, state });
    assert.equal(again.checks.state.lastFinding, lastFinding);
    const told = again.checks.take({ header: "", lines: linesOf(20) }, MORNING + 21 * 600_000);
    assert.ok(told.every(({ id }) => id > lastFinding));
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
});
