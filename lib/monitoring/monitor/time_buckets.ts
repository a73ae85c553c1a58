/**
 * What arrived, by time.
 *
 * @module
 */

/** The latest buckets, oldest first, as columns of equal length. */
export interface BucketColumns {
  /** When the first one begins, in seconds since 1970. */
  from: number;
  /** Seconds of each. */
  seconds: number;
  records: number[];
  flagged: number[];
  /** Mean and highest score; `null` in a second without records. */
  mean: (number | null)[];
  highest: (number | null)[];
  /** The adaptive threshold at the end of the second; `null` where it is not known. */
  adaptive: (number | null)[];
}

/** What happened in some seconds. */
interface Bucket {
  number: number;
  records: number;
  flagged: number;
  sum: number;
  highest: number;
  adaptive: number | null;
}

/** Keeps the latest buckets; older ones are forgotten. */
export class TimeBuckets {
  readonly #ring: (Bucket | undefined)[];

  /**
   * @param count buckets that are kept
   * @param seconds of each
   */
  constructor(readonly count: number, readonly seconds = 1) {
    this.#ring = new Array(count);
  }

  /**
   * Counts records.
   *
   * @param second since 1970
   */
  add(
    second: number,
    scores: Float32Array,
    anomalies: Uint8Array,
    adaptive: number | null,
  ): void {
    const number = Math.floor(second / this.seconds);
    const place = number % this.count;
    let bucket = this.#ring[place];
    if (bucket && bucket.number > number) return;
    if (!bucket || bucket.number < number) {
      bucket = { number, records: 0, flagged: 0, sum: 0, highest: -Infinity, adaptive: null };
      this.#ring[place] = bucket;
    }
    bucket.records += scores.length;
    for (let i = 0; i < scores.length; i++) {
      bucket.sum += scores[i];
      if (scores[i] > bucket.highest) bucket.highest = scores[i];
      bucket.flagged += anomalies[i];
    }
    bucket.adaptive = adaptive;
  }

  /** Records and anomalies in the whole seconds before `second`, `count` of them; for buckets of a second. */
  totals(second: number, count: number): { records: number; flagged: number } {
    let records = 0;
    let flagged = 0;
    for (let each = second - count; each < second; each++) {
      const bucket = this.#at(each);
      records += bucket?.records ?? 0;
      flagged += bucket?.flagged ?? 0;
    }
    return { records, flagged };
  }

  /** The buckets before the one of `second`. */
  columns(second: number): BucketColumns {
    const from = Math.floor(second / this.seconds) - this.count + 1;
    const buckets = Array.from({ length: this.count - 1 }, (_, i) => this.#at(from + i));
    return {
      from: from * this.seconds,
      seconds: this.seconds,
      records: buckets.map((bucket) => bucket?.records ?? 0),
      flagged: buckets.map((bucket) => bucket?.flagged ?? 0),
      mean: buckets.map((bucket) => bucket ? short(bucket.sum / bucket.records) : null),
      highest: buckets.map((bucket) => bucket ? short(bucket.highest) : null),
      adaptive: buckets.map((bucket) => bucket?.adaptive == null ? null : short(bucket.adaptive)),
    };
  }

  #at(number: number): Bucket | undefined {
    const bucket = this.#ring[number % this.count];
    return bucket?.number === number ? bucket : undefined;
  }
}

/** A score with as many digits as a chart can show. */
export function short(value: number): number | null {
  return Number.isFinite(value) ? Number(value.toPrecision(5)) : null;
}
