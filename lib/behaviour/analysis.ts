/**
 * Checks of the behaviour of hosts over time.
 *
 * @module
 */

import type { ConnectionBlock, ConnectionNames } from "./connection_block.ts";
import type { BehaviourOptions } from "./options.ts";
import type { BehaviourReport } from "./report.ts";

/**
 * Reads connections in the order of time and reports which hosts behave unusually.
 *
 * @example
 * ```ts ignore
 * const analysis = new BehaviourAnalysis(names, { timeZone: "Europe/Prague" });
 * for await (const block of blocks) analysis.push(block);
 * const { hosts, findings } = analysis.finish();
 * ```
 */
export class BehaviourAnalysis {
  readonly #names: ConnectionNames;
  readonly #hosts = new Map<number, { records: number; firstSeen: number; lastSeen: number }>();
  #from = Infinity;
  #to = -Infinity;
  #records = 0;

  /**
   * @param names what the numbers in the blocks stand for
   * @throws {RangeError} when an option has no meaning
   */
  constructor(names: ConnectionNames, _options: BehaviourOptions = {}) {
    this.#names = names;
  }

  /** Takes the next connections; none may begin before the last one of the block before. */
  push(block: ConnectionBlock): void {
    for (let row = 0; row < block.rows; row++) {
      const time = block.time[row];
      if (!(time >= this.#from)) this.#from = Math.min(this.#from, time);
      if (time > this.#to) this.#to = time;
      this.#see(block.source[row], time);
      if (block.destination[row] !== block.source[row]) this.#see(block.destination[row], time);
    }
    this.#records += block.rows;
  }

  #see(host: number, time: number): void {
    const seen = this.#hosts.get(host);
    if (!seen) this.#hosts.set(host, { records: 1, firstSeen: time, lastSeen: time });
    else {
      seen.records++;
      seen.lastSeen = time;
    }
  }

  /** Judges what is left and reports; nothing can be pushed afterwards. */
  finish(): BehaviourReport {
    const hosts = [...this.#hosts].map(([number, seen]) => ({
      host: this.#names.hosts.nameOf(number),
      severity: 0,
      p: 1,
      findings: 0,
      ...seen,
      reasons: [],
    }));
    const isEmpty = this.#records === 0;
    return {
      span: { from: isEmpty ? 0 : this.#from, to: isEmpty ? 0 : this.#to },
      records: this.#records,
      hostsSeen: hosts.length,
      hosts,
      findings: [],
      checks: [],
      notes: [],
    };
  }
}
