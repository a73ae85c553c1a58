import { join } from "node:path";
import type { SensorSegment } from "../../resources/sensor.ts";
import { DISK } from "../../store/durable.ts";

/** A file of kept records takes no more frames from this size on, or this age. */
const FULL = { bytes: 4 * 2 ** 20, ms: 3_600_000 };

/** The file that holds a segment of kept records. */
export function segmentPath(folder: string, number: number): string {
  return join(folder, `${String(number).padStart(9, "0")}.frames`);
}

/**
 * Adds frames to the newest file of kept records. What was added counts once the catalogue says how
 * long the file is: whatever is behind that is overwritten after a crash.
 */
export class SegmentWriter implements Disposable {
  readonly #folder: string;
  #segment: SensorSegment;
  #file: Deno.FsFile | null = null;

  /**
   * @param folder of the sensor
   * @param segment the newest file as the catalogue has it; without bytes where there is none yet
   */
  constructor(folder: string, segment: SensorSegment) {
    this.#folder = folder;
    this.#segment = segment;
  }

  /**
   * Adds a frame, and puts it on the disk.
   *
   * @param records of the frame
   * @param at when they were taken in, in milliseconds since 1970
   * @returns the file as it is then, to be committed
   */
  async add(frame: Uint8Array, records: number, at: number): Promise<SensorSegment> {
    if (this.#isFull(at) || this.#file === null && await this.#isShort()) this.#next();
    const segment = this.#segment;
    this.#file ??= await this.#open(segment);
    await this.#file.seek(segment.bytes, Deno.SeekMode.Start);
    for (let rest = frame; rest.length > 0;) rest = rest.subarray(await this.#file.write(rest));
    await this.#file.syncData();
    return this.#segment = {
      ...segment,
      bytes: segment.bytes + frame.length,
      records: segment.records + records,
      from: segment.bytes === 0 ? at : segment.from,
      to: at,
    };
  }

  [Symbol.dispose](): void {
    this.#file?.close();
    this.#file = null;
  }

  #isFull(at: number): boolean {
    const { bytes, from } = this.#segment;
    return bytes > FULL.bytes || bytes > 0 && at - from > FULL.ms;
  }

  /** Whether the file has lost what was committed, as after a partial restore. */
  async #isShort(): Promise<boolean> {
    const { number, bytes } = this.#segment;
    const size = await Deno.stat(segmentPath(this.#folder, number)).then(
      ({ size }) => size,
      () => 0,
    );
    return size < bytes;
  }

  #next(): void {
    this[Symbol.dispose]();
    this.#segment = emptySegment(this.#segment.number + 1);
  }

  async #open({ number, bytes }: SensorSegment): Promise<Deno.FsFile> {
    const path = segmentPath(this.#folder, number);
    const file = await Deno.open(path, { create: true, write: true, mode: 0o600 });
    await file.truncate(bytes);
    await DISK.sync(this.#folder);
    return file;
  }
}

/** A file of kept records that does not exist yet. */
export function emptySegment(number: number): SensorSegment {
  return { number, bytes: 0, records: 0, from: 0, to: 0 };
}
