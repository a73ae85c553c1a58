/** Packets and bytes in intervals of equal length, one entry an interval. */
export interface PacketTimes {
  /** Times of the first packet and of the last one, in seconds on their clock. */
  span: [first: number, last: number];
  /** Where the first interval begins, in seconds on the clock of the packets. */
  from: number;
  /** Seconds that an interval lasts. */
  interval: number;
  packets: number[];
  /** On the wire. */
  bytes: number[];
}

/** Intervals at most; beyond, several become one. */
const MOST = 240;

/** Lengths of intervals in seconds, each a multiple of the one before; beyond the last, twice as long. */
const LENGTHS = [1, 2, 10, 30, 60, 300, 600, 1800, 3600, 7200, 21_600, 43_200, 86_400];

/**
 * Counts packets over time in bounded memory, whatever the span: intervals of a second at first, longer
 * ones each time that they become too many.
 *
 * @example
 * ```ts
 * import assert from "node:assert/strict";
 * import { PacketTimeline } from "./packet_timeline.ts";
 *
 * const timeline = new PacketTimeline();
 * for (const time of [5.2, 5.9, 7]) timeline.add(time, 60);
 * const { from, interval, packets, bytes, span } = timeline.times();
 * assert.deepEqual([from, interval, packets, bytes], [5, 1, [2, 0, 1], [120, 0, 60]]);
 * assert.deepEqual(span, [5.2, 7]);
 * ```
 */
export class PacketTimeline {
  #packets: number[] = [];
  #bytes: number[] = [];
  #interval = LENGTHS[0];
  /** The number of the first interval, counted from the clock's zero. */
  #first = 0;
  #earliest = Infinity;
  #latest = -Infinity;

  /**
   * Counts a packet.
   *
   * @param time in seconds; packets may come in any order
   * @param bytes on the wire
   */
  add(time: number, bytes: number): void {
    this.#earliest = Math.min(this.#earliest, time);
    this.#latest = Math.max(this.#latest, time);
    if (this.#packets.length === 0) this.#first = Math.floor(time / this.#interval);
    let index = Math.floor(time / this.#interval) - this.#first;
    while (Math.max(index, this.#packets.length - 1) - Math.min(index, 0) >= MOST) {
      this.#widen();
      index = Math.floor(time / this.#interval) - this.#first;
    }
    if (index < 0) {
      const earlier = new Array(-index).fill(0);
      this.#packets.unshift(...earlier);
      this.#bytes.unshift(...earlier);
      this.#first += index;
      index = 0;
    }
    while (this.#packets.length <= index) {
      this.#packets.push(0);
      this.#bytes.push(0);
    }
    this.#packets[index]++;
    this.#bytes[index] += bytes;
  }

  /** What was counted so far; without intervals before the first packet. */
  times(): PacketTimes {
    return {
      span: [this.#earliest, this.#latest],
      from: this.#first * this.#interval,
      interval: this.#interval,
      packets: [...this.#packets],
      bytes: [...this.#bytes],
    };
  }

  #widen(): void {
    const longer = LENGTHS.find((length) => length > this.#interval) ?? 2 * this.#interval;
    const factor = longer / this.#interval;
    const first = Math.floor(this.#first / factor);
    const merge = (counts: number[]) => {
      const merged: number[] = [];
      for (const [i, count] of counts.entries()) {
        const at = Math.floor((this.#first + i) / factor) - first;
        merged[at] = (merged[at] ?? 0) + count;
      }
      return merged;
    };
    this.#packets = merge(this.#packets);
    this.#bytes = merge(this.#bytes);
    this.#first = first;
    this.#interval = longer;
  }
}
