import type { SensorSegment } from "../../resources/sensor.ts";
import { type FramePlace, framePlaces } from "./frame.ts";
import { segmentPath } from "./segment_writer.ts";

/** A file of kept records in memory. */
export interface SegmentFrames {
  bytes: Uint8Array;
  places: FramePlace[];
}

/**
 * Reads what is committed of a file of kept records; a few megabytes.
 *
 * @returns `null` where the file was removed meanwhile, or is damaged; the log says so
 */
export async function readSegment(
  folder: string,
  { number, bytes: length }: SensorSegment,
): Promise<SegmentFrames | null> {
  try {
    const bytes = (await Deno.readFile(segmentPath(folder, number))).subarray(0, length);
    return { bytes, places: framePlaces(bytes) };
  } catch (error) {
    if (error instanceof Deno.errors.NotFound) return null;
    if (!(error instanceof TypeError || error instanceof SyntaxError)) throw error;
    console.error(
      `Kept records in ${segmentPath(folder, number)} cannot be read: ${error.message}`,
    );
    return null;
  }
}
