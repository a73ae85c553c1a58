/**
 * Checks of the behaviour of hosts over time.
 *
 * @module
 */

import type { Dial } from "./calibration/dial.ts";
import type { ConnectionBlock, ConnectionNames } from "./connection_block.ts";
import type { Day } from "./day/day.ts";
import { DayBuilder } from "./day/day_builder.ts";
import { LocalClock } from "./day/local_clock.ts";
import { DayJudge } from "./judgement/day_judge.ts";
import type { JudgedHost } from "./judgement/judge_day.ts";
import { ReportBuilder } from "./judgement/report_builder.ts";
import { AddressBook } from "./network/address_book.ts";
import type { BehaviourOptions } from "./options.ts";
import type { BehaviourReport, DayReport } from "./report.ts";

/**
 * Reads connections in time order and reports which hosts behave unusually.
 *
 * Connections are added up by hour and day. When a day ends, each check judges it by what it learned
 * on the days before; then the day is learned, without hosts that had findings. What is kept are sums
 * and habits, never the connections, so memory grows with hosts and not with traffic.
 *
 * @example
 * ```ts ignore
 * const analysis = new BehaviourAnalysis(names, { timeZone: "Europe/Prague" });
 * for await (const block of blocks) analysis.push(block);
 * const { hosts, findings } = analysis.finish();
 * ```
 */
export class BehaviourAnalysis {
  readonly #judge: DayJudge;
  readonly #days: DayBuilder;
  readonly #report: ReportBuilder;
  readonly #onDay: BehaviourOptions["onDay"];

  /**
   * @param names what the numbers in the blocks stand for
   * @throws {RangeError} when an option has no meaning: an unknown check or time zone, a number of
   *   false findings out of its range
   */
  constructor(names: ConnectionNames, options: BehaviourOptions = {}) {
    this.#onDay = options.onDay;
    this.#judge = new DayJudge(options);
    const book = new AddressBook(names.hosts);
    const clock = new LocalClock(options.timeZone ?? "UTC");
    this.#report = new ReportBuilder(names, book, this.#judge.checks);
    this.#days = new DayBuilder(names, book, clock, (day) => this.#close(day));
  }

  /** Takes the next connections; none may begin before the last one of the block before. */
  push(block: ConnectionBlock): void {
    this.#report.count(block);
    this.#days.push(block);
  }

  /** Judges what is left and reports; nothing can be pushed afterwards. */
  finish(): BehaviourReport {
    this.#days.finish();
    return this.#report.build({ days: this.#judge.days, ...this.#days.counts });
  }

  #close(day: Day): void {
    const judgement = this.#judge.judge(day);
    const { hosts, flagged, isClean } = judgement;
    const { dial } = this.#judge;
    this.#report.add(day, isClean ? [] : hosts, flagged, dial);
    this.#onDay?.(dayReport(day, hosts, new Set(flagged), dial));
    this.#judge.learn(day, judgement);
  }
}

function dayReport(
  day: Day,
  judged: readonly JudgedHost[],
  flagged: ReadonlySet<JudgedHost>,
  dial: Dial,
): DayReport {
  const hosts = judged.map((one) => ({
    host: day.hostName(one.host),
    p: dial.probability(one.score),
    isFlagged: flagged.has(one),
  }));
  hosts.sort((a, b) => a.p - b.p);
  return { from: day.from, to: day.to, hosts };
}
