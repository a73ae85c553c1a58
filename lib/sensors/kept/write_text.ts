import { createPacer } from "../../base/pacer.ts";
import type { SensorSegment } from "../../resources/sensor.ts";
import { frameLines } from "./frame.ts";
import { readSegment } from "./segment_frames.ts";

/** What a text of kept records holds. */
export interface WrittenText {
  bytes: number;
  records: number;
}

/**
 * Writes kept records as the text that they came as, oldest first: a log of Zeek, JSON objects or
 * delimited text. Where columns changed, the header is repeated.
 *
 * @param folder of the sensor
 * @param segments its files, the oldest first
 * @param path the file to write
 * @param since records that were taken in from then on, in milliseconds since 1970
 */
export async function writeKeptText(
  folder: string,
  segments: SensorSegment[],
  path: string,
  since: number,
): Promise<WrittenText> {
  const pace = createPacer();
  const encoder = new TextEncoder();
  const written = { bytes: 0, records: 0 };
  using file = await Deno.open(path, { createNew: true, write: true });
  const write = async (bytes: Uint8Array) => {
    written.bytes += bytes.length;
    for (let rest = bytes; rest.length > 0;) rest = rest.subarray(await file.write(rest));
  };
  let header = "";
  for (const segment of segments.filter(({ to }) => to >= since)) {
    const frames = await readSegment(folder, segment);
    for (const place of frames?.places ?? []) {
      if (place.head.at < since || place.head.records === 0) continue;
      await pace();
      if (place.head.header !== header) {
        header = place.head.header;
        await write(encoder.encode(header));
      }
      await write(frameLines(frames!.bytes, place));
      written.records += place.head.records;
    }
  }
  return written;
}
