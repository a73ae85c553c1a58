import { RecordClock } from "../../datasets/connections/record_clock.ts";
import type { VerdictBatch } from "../../scoring/verdict_feed.ts";

/** What times of a chart are. */
export type LiveClock = "records" | "arrival";

/** Records of a batch that count to one second. */
export interface BatchPart {
  /** Since 1970. */
  second: number;
  /** Places in the batch: from the first to the one after the last. */
  from: number;
  to: number;
}

/**
 * Says when the records of batches began by their own time, where they have one, and else when they
 * arrived. Of large batches, the records between two sampled ones count to the time of the first.
 */
export class BatchTimes {
  readonly #records = new RecordClock();
  /** Of the stream, by its first batch with records. */
  clock: LiveClock | null = null;

  /** The parts of a batch, in its order. */
  partsOf({ at, latencyMs, scores, sample }: VerdictBatch): BatchPart[] {
    const arrival = Math.floor((at + latencyMs) / 1000);
    const times = sample.map(({ record }) => this.secondOf(record, at));
    this.clock ??= sample.length === 0 ? null : times[0] === null ? "arrival" : "records";
    if (this.clock !== "records") return [{ second: arrival, from: 0, to: scores.length }];
    const parts: BatchPart[] = [];
    let second = times.find((time) => time !== null) ?? arrival;
    for (const [place, { index }] of sample.entries()) {
      second = times[place] ?? second;
      const to = sample[place + 1]?.index ?? scores.length;
      const last = parts.at(-1);
      if (last?.second === second) last.to = to;
      else parts.push({ second, from: last ? index : 0, to });
    }
    return parts;
  }

  /**
   * When a record began: seconds since 1970, `null` where it does not say.
   *
   * @param now milliseconds since 1970; what is later by more than an hour is no time
   */
  secondOf(record: VerdictBatch["sample"][number]["record"], now: number): number | null {
    const time = this.#records.timeOf(record, now);
    return Number.isNaN(time) ? null : Math.floor(time / 1000);
  }
}
