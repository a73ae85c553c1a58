/**
 * Checks of behaviour on connections as they come.
 *
 * @module
 */

import { type ConnectionBlock, type ConnectionNames, NameTable } from "../connection_block.ts";
import type { Day } from "../day/day.ts";
import { type BuilderCounts, DayBuilder, type DayBuilderState } from "../day/day_builder.ts";
import { isMoment, LocalClock } from "../day/local_clock.ts";
import { dayFindings } from "../judgement/day_findings.ts";
import { DayJudge, type DayJudgeState } from "../judgement/day_judge.ts";
import { AddressBook, type AddressBookState } from "../network/address_book.ts";
import type { BehaviourOptions } from "../options.ts";
import { FindingLog, type FindingLogState } from "./finding_log.ts";
import type { LiveFinding } from "./live_finding.ts";
import { readSnapshot, writeSnapshot } from "./snapshot.ts";

const MINUTE = 60_000;
/** Addresses at a time; connections of more are only counted. */
const MOST_HOSTS = 500_000;
const MOST_SERVICES = 4096;

/** What a live analysis can be told. */
export interface LiveOptions extends Omit<BehaviourOptions, "onDay"> {
  /**
   * Milliseconds that connections may come later than others which began after them; 15 minutes where
   * it is not given. Hours and days are closed so much later.
   */
  lateness?: number;
  /** Milliseconds of the records' own time after which the day so far is judged; 5 minutes. */
  reviewEvery?: number;
  /** The highest number that a finding of the stream had in an analysis that is lost. */
  lastFinding?: number;
}

/** What has been read so far. */
export interface LiveCounts extends BuilderCounts {
  /** Connections, those without a time included. */
  records: number;
  /** Days that have ended and were learned. */
  days: number;
  /** Milliseconds since 1970 of the latest connection; `null` before the first. */
  latest: number | null;
}

interface LiveState {
  records: number;
  nextReview: number;
  hosts: Map<string, number>;
  services: Map<string, number>;
  book: AddressBookState;
  days: DayBuilderState;
  judge: DayJudgeState;
  log: FindingLogState;
}

/**
 * Reads connections about in the order of time and tells findings as early as they show.
 *
 * The day so far is judged every few minutes of the records' own time, and once more, finally, when it
 * has ended; then it is learned. So final findings are those of `BehaviourAnalysis` on the same
 * connections in order. They can differ where connections come later than `lateness`, or where more
 * addresses are met at a time than there is room for; a connection between two hosts and ports of more
 * than one application protocol can be called by another of these.
 *
 * Memory is bounded whatever comes: 1.5 million links of a day and its open hours, 100,000 of one
 * source, 500,000 addresses at a time (those that nothing refers to are let go of), 20,000 hosts with
 * a past of 28 days, two million pairs of host and item a check.
 *
 * @example
 * ```ts ignore
 * const analysis = new LiveAnalysis({ timeZone: "Europe/Prague" });
 * for await (const block of blocks(analysis.names)) {
 *   for (const { id, state, text } of analysis.push(block)) console.log(id, state, text);
 * }
 * ```
 */
export class LiveAnalysis {
  /**
   * What the numbers in blocks stand for. Blocks are pushed one after the other, each made after the
   * one before was pushed: numbers that nothing refers to get other names.
   */
  readonly names: ConnectionNames = {
    hosts: new NameTable(MOST_HOSTS),
    services: new NameTable(MOST_SERVICES),
  };
  /** See {@linkcode LiveOptions}; a stream that catches up can do with fewer reviews. */
  reviewEvery: number;
  readonly #book = new AddressBook(this.names.hosts);
  readonly #judge: DayJudge;
  readonly #days: DayBuilder;
  readonly #log: FindingLog;
  #changed: LiveFinding[] = [];
  #records = 0;
  #nextReview = Infinity;
  #sweptAt = 0;

  /**
   * @param snapshot of an analysis with the same options, to go on where it was
   * @throws {RangeError} when an option has no meaning
   * @throws {SnapshotError} when the snapshot cannot be taken up
   */
  constructor(options: LiveOptions = {}, snapshot?: Uint8Array) {
    this.reviewEvery = options.reviewEvery ?? 5 * MINUTE;
    this.#judge = new DayJudge(options);
    this.#log = new FindingLog(options.lastFinding);
    this.#days = new DayBuilder(
      this.names,
      this.#book,
      new LocalClock(options.timeZone ?? "UTC"),
      (day) => this.#close(day),
      options.lateness ?? 15 * MINUTE,
    );
    if (snapshot) this.#restore(readSnapshot(snapshot) as LiveState);
  }

  get counts(): LiveCounts {
    const { latest } = this.#days;
    return {
      ...this.#days.counts,
      records: this.#records,
      days: this.#judge.days,
      latest: latest === -Infinity ? null : latest,
    };
  }

  /**
   * Takes the next connections.
   *
   * @returns findings that are new or have changed
   */
  push(block: ConnectionBlock): LiveFinding[] {
    this.#records += block.rows;
    if (this.#nextReview === Infinity) {
      const first = block.time.subarray(0, block.rows).find(isMoment);
      if (first !== undefined) this.#nextReview = this.#reviewAfter(first);
    }
    this.#days.push(block);
    const { latest } = this.#days;
    if (latest >= this.#nextReview) {
      this.#review();
      this.#nextReview = this.#reviewAfter(latest);
    }
    if (
      this.names.hosts.size > MOST_HOSTS / 2 && this.#records - this.#sweptAt > MOST_HOSTS / 2
    ) this.#sweep();
    return this.#taken();
  }

  /** Judges the day so far, without waiting for the next time. */
  review(): LiveFinding[] {
    this.#review();
    return this.#taken();
  }

  /** Ends the day that is open, as when no more connections come. */
  finish(): LiveFinding[] {
    this.#days.finish();
    return this.#taken();
  }

  /** Everything that is needed to go on later. */
  snapshot(): Uint8Array {
    const state: LiveState = {
      records: this.#records,
      nextReview: this.#nextReview,
      hosts: this.names.hosts.save(),
      services: this.names.services.save(),
      book: this.#book.save(),
      days: this.#days.save(),
      judge: this.#judge.save(),
      log: this.#log.save(),
    };
    return writeSnapshot(state);
  }

  #restore({ records, nextReview, hosts, services, book, days, judge, log }: LiveState): void {
    this.#records = records;
    this.#nextReview = nextReview;
    this.names.hosts.restore(hosts);
    this.names.services.restore(services);
    this.#book.restore(book);
    this.#days.restore(days);
    this.#judge.restore(judge);
    this.#log.restore(log);
  }

  #reviewAfter(time: number): number {
    return (Math.floor(time / this.reviewEvery) + 1) * this.reviewEvery;
  }

  #review(): void {
    const day = this.#days.preview();
    if (day) this.#tell(day, this.#judge.judge(day).flagged, false);
  }

  #close(day: Day): void {
    const judgement = this.#judge.judge(day);
    this.#tell(day, judgement.flagged, true);
    this.#judge.learn(day, judgement);
  }

  #tell(day: Day, flagged: Parameters<typeof dayFindings>[1], isOver: boolean): void {
    const findings = dayFindings(day, flagged, this.#judge.dial.limit());
    this.#changed.push(...this.#log.take(findings, isOver, day.to));
  }

  #taken(): LiveFinding[] {
    const changed = new Map(this.#changed.map((finding) => [finding.id, finding]));
    this.#changed = [];
    return [...changed.values()];
  }

  /** Lets go of addresses that nothing refers to, such as those that a scan tried. */
  #sweep(): void {
    const used = new Set<number>();
    const use = (host: number) => used.add(host);
    this.#days.forEachHost(use);
    this.#judge.forEachHost(use);
    const { hosts } = this.names;
    for (const host of hosts.release((host) => used.has(host))) this.#book.forget(host);
    this.#sweptAt = this.#records;
  }
}
