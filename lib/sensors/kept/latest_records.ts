import { createPacer } from "../../base/pacer.ts";
import type { SensorRecord, SensorSegment } from "../../resources/sensor.ts";
import { frameLines, type FrameVerdicts, frameVerdicts, NOT_SCORED } from "./frame.ts";
import { lineParser } from "./parse_lines.ts";
import { readSegment, type SegmentFrames } from "./segment_frames.ts";

/** Which kept records to read. */
export interface LatestQuery {
  limit: number;
  /** Only those that a model flagged. */
  isFlagged: boolean;
}

/** Files that are searched for flagged records at most: those may be rare. */
const MOST_SEGMENTS = 16;

/**
 * The newest kept records, newest first.
 *
 * @param folder of the sensor
 * @param segments its files, the oldest first
 */
export async function latestRecords(
  folder: string,
  segments: SensorSegment[],
  { limit, isFlagged }: LatestQuery,
): Promise<SensorRecord[]> {
  const pace = createPacer();
  const records: SensorRecord[] = [];
  for (const segment of segments.slice(-MOST_SEGMENTS).reverse()) {
    const frames = await readSegment(folder, segment);
    for (let index = (frames?.places.length ?? 0) - 1; index >= 0; index--) {
      await pace();
      records.push(...frameRecords(frames!, index, isFlagged, limit - records.length));
      if (records.length === limit) return records;
    }
  }
  return records;
}

function frameRecords(
  { bytes, places }: SegmentFrames,
  index: number,
  isFlagged: boolean,
  limit: number,
): SensorRecord[] {
  const place = places[index];
  const verdicts = frameVerdicts(bytes, place);
  const rows: number[] = [];
  for (let row = place.head.records - 1; row >= 0 && rows.length < limit; row--) {
    if (!isFlagged || verdicts.some(({ flags }) => flags[row] === 1)) rows.push(row);
  }
  if (rows.length === 0) return [];
  const lines = new TextDecoder().decode(frameLines(bytes, place)).split("\n");
  const parse = lineParser(place.head.header);
  const at = new Date(place.head.at).toISOString();
  return rows.map((row) => ({
    at,
    record: parse(lines[row]),
    verdicts: verdictsOf(verdicts, row),
  }));
}

function verdictsOf(verdicts: FrameVerdicts[], row: number): SensorRecord["verdicts"] {
  return verdicts.filter(({ flags }) => flags[row] !== NOT_SCORED).map((each) => ({
    model: each.model,
    score: each.scores[row],
    flagged: each.flags[row] === 1,
    severity: Number.isNaN(each.severities[row]) ? null : each.severities[row],
  }));
}
