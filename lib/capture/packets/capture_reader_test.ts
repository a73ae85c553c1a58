import assert from "node:assert/strict";
import { pcap } from "../testing.ts";
import { CaptureReader } from "./capture_reader.ts";

/** Frames of many lengths, one of them far longer than what is copied where a block was cut. */
const LENGTHS = [...Array.from({ length: 400 }, (_, i) => 60 + i * 7), 300_000, 90, 1500];
const CAPTURE = pcap(LENGTHS.map((length, i) => ({
  time: i,
  frame: new Uint8Array(length).fill(i),
})));

function read(capture: Uint8Array<ArrayBuffer>, pieceBytes: number) {
  const packets: string[] = [];
  const reader = new CaptureReader(({ bytes, start, end, time }) => {
    const isWhole = bytes.subarray(start, end).every((byte) => byte === bytes[start]);
    packets.push([time, end - start, bytes[start], isWhole].join());
  });
  for (let at = 0; at < capture.length; at += pieceBytes) {
    reader.push(capture.slice(at, at + pieceBytes));
  }
  reader.end();
  return { packets, fault: reader.fault };
}

Deno.test("CaptureReader gives the same packets, whatever the pieces that a capture comes in", () => {
  const whole = read(CAPTURE, CAPTURE.length);
  assert.equal(whole.fault, null);
  assert.deepEqual(
    whole.packets,
    LENGTHS.map((length, i) => [i * 1e9, length, i % 256, true].join()),
  );
  for (const pieceBytes of [1000, 2 ** 16, 2 ** 16 + 1, 100_003, 2 ** 18]) {
    assert.deepEqual(read(CAPTURE, pieceBytes), whole);
  }
});

Deno.test("CaptureReader reads nothing behind a fault, wherever pieces end", () => {
  const damaged = CAPTURE.slice();
  // In the second piece of 100,003 bytes, near its beginning.
  const before = LENGTHS.slice(0, 170);
  const at = 24 + before.reduce((sum, length) => sum + 16 + length, 0);
  new DataView(damaged.buffer).setUint32(at + 8, 2 ** 31, true);
  const whole = read(damaged, damaged.length);
  assert.equal(whole.packets.length, before.length);
  assert.match(whole.fault!, /claims to have/);
  for (const pieceBytes of [100, 2 ** 16 + 1, 100_003]) {
    assert.deepEqual(read(damaged, pieceBytes), whole);
  }
});
