/**
 * What arrived, second by second.
 *
 * @module
 */

/** The latest seconds, oldest first, as columns of equal length. */
export interface BucketColumns {
  /** The first second, since 1970. */
  from: number;
  records: number[];
  flagged: number[];
  /** Mean and highest score; `null` in a second without records. */
  mean: (number | null)[];
  highest: (number | null)[];
  /** The adaptive threshold at the end of the second; `null` where it is not known. */
  adaptive: (number | null)[];
}

/** What happened in a second. */
interface Bucket {
  second: number;
  records: number;
  flagged: number;
  sum: number;
  highest: number;
  adaptive: number | null;
}

/** Keeps the latest seconds; older ones are forgotten. */
export class TimeBuckets {
  readonly #ring: (Bucket | undefined)[];

  /** @param seconds that are kept */
  constructor(readonly seconds: number) {
    this.#ring = new Array(seconds);
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
    const place = second % this.seconds;
    let bucket = this.#ring[place];
    if (bucket && bucket.second > second) return;
    if (!bucket || bucket.second < second) {
      bucket = { second, records: 0, flagged: 0, sum: 0, highest: -Infinity, adaptive: null };
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

  /** Records and anomalies in the whole seconds before `second`, `count` of them. */
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

  /** The seconds before `second`. */
  columns(second: number): BucketColumns {
    const from = second - this.seconds + 1;
    const buckets = Array.from({ length: this.seconds - 1 }, (_, i) => this.#at(from + i));
    return {
      from,
      records: buckets.map((bucket) => bucket?.records ?? 0),
      flagged: buckets.map((bucket) => bucket?.flagged ?? 0),
      mean: buckets.map((bucket) => bucket ? short(bucket.sum / bucket.records) : null),
      highest: buckets.map((bucket) => bucket ? short(bucket.highest) : null),
      adaptive: buckets.map((bucket) => bucket?.adaptive == null ? null : short(bucket.adaptive)),
    };
  }

  #at(second: number): Bucket | undefined {
    const bucket = this.#ring[second % this.seconds];
    return bucket?.second === second ? bucket : undefined;
  }
}

/** A score with as many digits as a chart can show. */
export function short(value: number): number | null {
  return Number.isFinite(value) ? Number(value.toPrecision(5)) : null;
}
