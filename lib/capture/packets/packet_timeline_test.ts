import assert from "node:assert/strict";
import fc from "fast-check";
import { PacketTimeline } from "./packet_timeline.ts";

Deno.test("PacketTimeline counts every packet in the interval of its time, in any order", () => {
  const time = fc.integer({ min: -1e9, max: 1e12 }).map((milliseconds) => milliseconds / 1000);
  fc.assert(fc.property(fc.array(time, { minLength: 1, maxLength: 50 }), (times) => {
    const timeline = new PacketTimeline();
    for (const each of times) timeline.add(each, 10);
    const { from, interval, packets, bytes } = timeline.times();
    assert.ok(packets.length <= 240);
    const expected = new Array(packets.length).fill(0);
    for (const each of times) expected[Math.floor(each / interval) - from / interval]++;
    assert.deepEqual(packets, expected);
    assert.deepEqual(bytes, packets.map((count) => 10 * count));
  }));
});
