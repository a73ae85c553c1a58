import assert from "node:assert/strict";
import type { SensorSegment } from "../../resources/sensor.ts";
import { encodeFrame } from "./frame.ts";
import { latestRecords } from "./latest_records.ts";
import { emptySegment, segmentPath, SegmentWriter } from "./segment_writer.ts";

const AT = 1_700_000_000_000;

/** A frame of one JSON record. */
const frame = (n: number) =>
  encodeFrame({
    at: AT,
    header: "",
    lines: new TextEncoder().encode(`{"n":${n}}\n`),
    records: 1,
    verdicts: [],
  });

async function withFolder(work: (folder: string) => Promise<void>): Promise<void> {
  const folder = await Deno.makeTempDir({ prefix: "netsift-kept-" });
  try {
    await work(folder);
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
}

async function numbers(folder: string, segments: SensorSegment[]): Promise<unknown[]> {
  const records = await latestRecords(folder, segments, { limit: 100, isFlagged: false });
  return records.map(({ record }) => record.n);
}

Deno.test("SegmentWriter goes on behind what was committed, over what was not", () =>
  withFolder(async (folder) => {
    let committed: SensorSegment;
    {
      using writer = new SegmentWriter(folder, emptySegment(0));
      committed = await writer.add(frame(1), 1, AT);
      await writer.add(frame(2), 1, AT);
    }
    using writer = new SegmentWriter(folder, committed);
    const segment = await writer.add(frame(3), 1, AT);
    assert.equal(segment.records, 2);
    assert.deepEqual(await numbers(folder, [segment]), [3, 1]);
  }));

Deno.test("SegmentWriter begins another file after an hour, and where one has lost its records", () =>
  withFolder(async (folder) => {
    using writer = new SegmentWriter(folder, emptySegment(0));
    const first = await writer.add(frame(1), 1, AT);
    const second = await writer.add(frame(2), 1, AT + 3_600_001);
    assert.deepEqual([first.number, second.number], [0, 1]);
    await Deno.truncate(segmentPath(folder, 1), 3);
    using again = new SegmentWriter(folder, second);
    const third = await again.add(frame(3), 1, AT + 3_600_002);
    assert.equal(third.number, 2);
    assert.deepEqual(await numbers(folder, [first, second, third]), [3, 1]);
  }));
