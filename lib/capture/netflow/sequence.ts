const WRAP = 2 ** 32;
/** How far behind a number may be and still come from a datagram that was overtaken. */
const OVERTAKEN = 10_000;

/** What a sequence number says at once: whether others came first, or the exporter started again. */
export type Arrival = "in-order" | "late" | "restart";

/**
 * Follows the sequence numbers of an exporter, which count flows in NetFlow v5, datagrams in v9 and
 * records in IPFIX, and wrap at 2^32. Each datagram is one `arrive()` and one `advance()`.
 */
export class Sequence {
  #last: number | null = null;
  /** Units of the datagram with the last number. */
  #lastUnits: number | null = null;
  #number = 0;
  #arrival: Arrival = "in-order";
  /** Units that never came. */
  lost = 0;
  /** Times that some were missing. */
  gaps = 0;
  /** Datagrams that others overtook. */
  late = 0;

  /** Looks at the number of the next datagram. */
  arrive(number: number): Arrival {
    this.#number = number;
    this.#arrival = this.#judge(number);
    if (this.#arrival === "restart") this.restart();
    return this.#arrival;
  }

  /** @param units what that datagram counts for; `null` where it cannot be told, as without templates */
  advance(units: number | null): void {
    if (this.#arrival === "late") {
      this.late++;
      // It was counted as lost when the one that overtook it came.
      this.lost = Math.max(0, this.lost - (units ?? 0));
      return;
    }
    this.#countMissing(units);
    this.#last = this.#number;
    this.#lastUnits = units;
  }

  /** Forgets what is expected, as after a restart. */
  restart(): void {
    this.#last = this.#lastUnits = null;
  }

  #judge(number: number): Arrival {
    if (this.#last === null || ahead(this.#last, number) >= 0) return "in-order";
    return number === 0 || ahead(number, this.#last) > OVERTAKEN ? "restart" : "late";
  }

  #countMissing(units: number | null): void {
    if (this.#last === null || this.#lastUnits === null) return;
    const missing = ahead(this.#last + this.#lastUnits, this.#number);
    if (missing <= 0) return;
    // Some exporters count the records of the message itself: softflowd is one.
    if (ahead(this.#last, this.#number) === units) return;
    this.lost += missing;
    this.gaps++;
  }
}

/** How far a number is ahead of another; negative where it is behind. */
function ahead(from: number, to: number): number {
  const distance = (to - from) % WRAP;
  if (distance >= WRAP / 2) return distance - WRAP;
  return distance < -WRAP / 2 ? distance + WRAP : distance;
}
