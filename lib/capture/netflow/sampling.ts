import type { RecordFields } from "./record_fields.ts";

/**
 * One of how many packets a record says that was looked at; `NaN` where it says nothing. IPFIX has
 * several ways to put it, see RFC 5477, section 8.2.
 */
export function samplingOf(fields: RecordFields): number {
  const { samplingInterval, samplingPacketInterval, samplingPacketSpace } = fields;
  if (samplingInterval >= 1) return samplingInterval;
  if (samplingPacketInterval >= 1 && samplingPacketSpace >= 0) {
    return (samplingPacketInterval + samplingPacketSpace) / samplingPacketInterval;
  }
  const { samplingSize, samplingPopulation } = fields;
  if (samplingSize >= 1 && samplingPopulation >= samplingSize) {
    return samplingPopulation / samplingSize;
  }
  return NaN;
}

/** What is known of samplers, as it can be kept. */
export interface StoredSamplers {
  common: number;
  intervals: [sampler: number, interval: number][];
}

/** Samplers that are remembered; an exporter has a handful. */
const MAX_SAMPLERS = 1000;

/** What the options of an exporter say about its samplers. */
export class Samplers {
  readonly #intervals = new Map<number, number>();
  /** What holds for records that name no sampler. */
  #common = 1;

  /** Learns from an options record. */
  learn(fields: RecordFields): void {
    const interval = samplingOf(fields);
    if (Number.isNaN(interval)) return;
    if (Number.isNaN(fields.sampler)) this.#common = interval;
    else if (this.#intervals.size < MAX_SAMPLERS || this.#intervals.has(fields.sampler)) {
      this.#intervals.set(fields.sampler, interval);
    }
  }

  /** One of how many packets was looked at for a record of a flow. */
  intervalOf(fields: RecordFields): number {
    const own = samplingOf(fields);
    if (!Number.isNaN(own)) return own;
    if (Number.isNaN(fields.sampler)) return this.#common;
    return this.#intervals.get(fields.sampler) ?? this.#common;
  }

  stored(): StoredSamplers {
    return { common: this.#common, intervals: [...this.#intervals] };
  }

  restore({ common, intervals }: StoredSamplers): void {
    this.#common = common;
    for (const [sampler, interval] of intervals) this.#intervals.set(sampler, interval);
  }
}
