import assert from "node:assert/strict";
import { encodeFrame, type Frame, frameLines, framePlaces, frameVerdicts } from "./frame.ts";

const frame = (text: string, models: string[]): Frame => {
  const records = text.split("\n").length - 1;
  return {
    at: 1_700_000_000_000,
    header: "#fields\ta\n",
    lines: new TextEncoder().encode(text),
    records,
    verdicts: models.map((model, index) => ({
      model,
      scores: Float32Array.from({ length: records }, (_, i) => i + index / 4),
      severities: new Float32Array(records).fill(NaN),
      flags: Uint8Array.from({ length: records }, (_, i) => i % 3),
    })),
  };
};

Deno.test("frames: what was put together is read back, frame after frame", () => {
  const frames = [frame("1\n2\n3\n", ["model-1", "model-2"]), frame("", []), frame("4\n", ["m"])];
  const bytes = new Uint8Array(frames.flatMap((each) => [...encodeFrame(each)]));
  const places = framePlaces(bytes);
  assert.equal(places.at(-1)!.end, bytes.length);
  const read = places.map((place) => ({
    at: place.head.at,
    header: place.head.header,
    records: place.head.records,
    lines: new Uint8Array(frameLines(bytes, place)),
    verdicts: frameVerdicts(bytes, place),
  }));
  assert.deepEqual(read, frames);
});

Deno.test("framePlaces() refuses what is cut off or no frame", () => {
  const bytes = encodeFrame(frame("1\n2\n", ["model-1"]));
  for (const length of [1, 3, 10, bytes.length - 1]) {
    assert.throws(() => framePlaces(bytes.subarray(0, length)));
  }
  assert.throws(() => framePlaces(new Uint8Array(100)), TypeError);
});
