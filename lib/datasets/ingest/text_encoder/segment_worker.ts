/**
 * A thread that encodes segments of a text.
 *
 * @module
 */
/// <reference lib="deno.worker" />
import { encodeSegment, type Segment } from "./read_segment.ts";
import { type RowGroupPart, SegmentEncoder, type SegmentRules } from "./segment_encoder.ts";

/** What the thread is told: first the rules, then one segment after the other. */
export type SegmentRequest = { rules: SegmentRules } | { segment: Segment };

/** What it answers to each segment. */
export type SegmentAnswer = { encoded: RowGroupPart | "empty" | null } | { error: Error };

let encoder: Promise<SegmentEncoder>;

self.onmessage = async ({ data }: MessageEvent<SegmentRequest>) => {
  if ("rules" in data) {
    encoder = SegmentEncoder.load(data.rules);
    return;
  }
  try {
    const encoded = encodeSegment(await encoder, data.segment);
    const transfer = encoded === null || encoded === "empty" ? [] : [encoded.bytes.buffer];
    self.postMessage({ encoded } satisfies SegmentAnswer, transfer);
  } catch (error) {
    self.postMessage({ error: error as Error } satisfies SegmentAnswer);
  }
};
