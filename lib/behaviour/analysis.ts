/**
 * Checks of the behaviour of hosts over time.
 *
 * @module
 */

import { CLEARLY_BEYOND, Dial } from "./calibration/dial.ts";
import { ScoreHistory } from "./calibration/score_history.ts";
import type { DayScores } from "./calibration/score_pool.ts";
import { makeChecks } from "./checks/catalogue.ts";
import type { ConnectionBlock, ConnectionNames } from "./connection_block.ts";
import type { Day } from "./day/day.ts";
import { DayBuilder } from "./day/day_builder.ts";
import { LocalClock } from "./day/local_clock.ts";
import { HostHistory } from "./history/host_history.ts";
import { HourlyHistory } from "./history/hourly_history.ts";
import { type CalibratedCheck, judgeDay, type JudgedHost } from "./judgement/judge_day.ts";
import { Quarantine } from "./judgement/quarantine.ts";
import { ReportBuilder } from "./judgement/report_builder.ts";
import { AddressBook } from "./network/address_book.ts";
import { Places } from "./network/places.ts";
import type { BehaviourOptions } from "./options.ts";
import type { BehaviourReport, DayReport } from "./report.ts";

const DEFAULT_FALSE_FINDINGS = 1;
/** While everything is new, scores are no measure for later days. */
const DAYS_OF_SETTLING = 5;

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
  readonly #baseline: { from: number; to: number } | null;
  readonly #checks: CalibratedCheck[];
  readonly #dial: Dial;
  readonly #history = new HostHistory();
  readonly #past = new HourlyHistory();
  readonly #quarantine = new Quarantine();
  readonly #days: DayBuilder;
  readonly #report: ReportBuilder;
  readonly #onDay: BehaviourOptions["onDay"];

  /**
   * @param names what the numbers in the blocks stand for
   * @throws {RangeError} when an option has no meaning: an unknown check or time zone, a number of
   *   false findings out of its range
   */
  constructor(names: ConnectionNames, options: BehaviourOptions = {}) {
    const { falseFindings = DEFAULT_FALSE_FINDINGS, baseline, checks, timeZone, places } = options;
    this.#baseline = baseline
      ? { from: baseline.from ?? -Infinity, to: baseline.to ?? Infinity }
      : null;
    this.#onDay = options.onDay;
    this.#dial = new Dial(falseFindings);
    const shared = { past: this.#past, places: new Places(places) };
    this.#checks = makeChecks(shared, checks)
      .map((check) => ({ check, scores: new ScoreHistory() }));
    const book = new AddressBook(names.hosts);
    const clock = new LocalClock(timeZone ?? "UTC");
    this.#report = new ReportBuilder(names, book, this.#checks.map(({ check }) => check));
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
    return this.#report.build({
      days: this.#history.days,
      dropped: this.#days.dropped,
      timeless: this.#days.timeless,
    });
  }

  #close(day: Day): void {
    const judged = judgeDay(this.#checks, day, this.#history);
    const limit = this.#dial.limit();
    const isClean = this.#isClean(day);
    const flagged = isClean ? [] : judged.hosts.filter(({ score }) => score >= limit);
    this.#report.add(day, isClean ? [] : judged.hosts, flagged, this.#dial);
    this.#onDay?.(dayReport(day, judged.hosts, new Set(flagged), this.#dial));
    const isTrusted = this.#quarantine.next(day.number, new Set(flagged.map(({ host }) => host)));
    this.#learn(day, isTrusted);
    const incidents = new Set(
      judged.hosts.filter(({ score }) => score > limit + CLEARLY_BEYOND).map(({ host }) => host),
    );
    judged.scores.forEach((scores, at) =>
      this.#checks[at].scores.learn(without(scores, incidents))
    );
    const own = judged.hosts.filter(({ host }) => day.book.isOwn(host));
    if (this.#history.days > DAYS_OF_SETTLING) {
      this.#dial.learn(Float64Array.from(own, ({ score }) => score));
    }
  }

  #learn(day: Day, isTrusted: (host: number) => boolean): void {
    for (const { check } of this.#checks) check.learn(day, isTrusted);
    for (const host of new Set([...day.counts.keys(), ...this.#past.hosts()])) {
      if (!isTrusted(host)) continue;
      const counts = day.counts.get(host);
      if (counts) this.#past.learn(host, day.number, day.isWeekend, counts);
      else this.#past.learnSilence(host, day.number, day.isWeekend);
    }
    this.#history.learn(day.counts.keys());
  }

  /** Whether a whole day is known to be clean. Where all days are, each is judged all the same. */
  #isClean(day: Day): boolean {
    const { from, to } = this.#baseline ?? { from: 0, to: 0 };
    if (from === -Infinity && to === Infinity) return false;
    return day.from >= from && day.to <= to;
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

/** The scores of a day without those of hosts whose day is no measure of what is usual. */
function without({ hosts, scores }: DayScores, excluded: ReadonlySet<number>): DayScores {
  if (excluded.size === 0) return { hosts, scores };
  return {
    hosts: hosts - excluded.size,
    scores: new Map([...scores].filter(([host]) => !excluded.has(host))),
  };
}
