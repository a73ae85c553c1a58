import type { Dial } from "../calibration/dial.ts";
import { severityOf } from "../calibration/severity_of.ts";
import type { Check } from "../checks/check.ts";
import type { ConnectionBlock, ConnectionNames } from "../connection_block.ts";
import type { Day } from "../day/day.ts";
import { isMoment } from "../day/local_clock.ts";
import type { Finding } from "../finding.ts";
import type { AddressBook } from "../network/address_book.ts";
import type { BehaviourReport, HostReport } from "../report.ts";
import { dayFindings } from "./day_findings.ts";
import type { JudgedHost } from "./judge_day.ts";
import { mergeFindings } from "./merge_findings.ts";
import { notesOf, type WhatHappened } from "./notes_of.ts";

const MOST_FINDINGS = 20_000;

interface Seen {
  records: number;
  firstSeen: number;
  lastSeen: number;
  /** The worst day so far. */
  p: number;
  severity: number;
}

/** Collects what is reported while connections pass. */
export class ReportBuilder {
  readonly #names: ConnectionNames;
  readonly #book: AddressBook;
  readonly #checks: readonly Check[];
  #hosts: (Seen | undefined)[] = [];
  #findings: Finding[] = [];
  #from = Infinity;
  #to = -Infinity;
  #records = 0;

  constructor(names: ConnectionNames, book: AddressBook, checks: readonly Check[]) {
    this.#names = names;
    this.#book = book;
    this.#checks = checks;
  }

  /** Counts connections of hosts. */
  count(block: ConnectionBlock): void {
    for (let row = 0; row < block.rows; row++) {
      const time = block.time[row];
      if (!isMoment(time)) continue;
      if (time < this.#from) this.#from = time;
      if (time > this.#to) this.#to = time;
      this.#see(block.source[row], time);
      if (block.destination[row] !== block.source[row]) this.#see(block.destination[row], time);
    }
    this.#records += block.rows;
  }

  /**
   * Takes a judged day.
   *
   * @param dial as it was before the day
   */
  add(
    day: Day,
    judged: readonly JudgedHost[],
    flagged: readonly JudgedHost[],
    dial: Dial,
  ): void {
    const limit = dial.limit();
    for (const { host, score } of judged) {
      const seen = this.#hosts[host];
      if (!seen) continue;
      seen.p = Math.min(seen.p, dial.probability(score));
      seen.severity = Math.max(seen.severity, severityOf(score, limit));
    }
    this.#findings.push(...dayFindings(day, flagged, limit));
    if (this.#findings.length > 2 * MOST_FINDINGS) this.#findings = this.#merged();
  }

  /** The report on everything that was counted and added. */
  build(happened: Pick<WhatHappened, "days" | "dropped" | "timeless">): BehaviourReport {
    const findings = this.#merged();
    const span = this.#records === 0 || this.#from === Infinity
      ? { from: 0, to: 0 }
      : { from: this.#from, to: this.#to };
    return {
      span,
      records: this.#records,
      hostsSeen: this.#hosts.reduce((count) => count + 1, 0),
      hosts: this.#hostReports(findings),
      findings,
      checks: this.#checks.map(({ name, kind }) => ({
        check: name,
        kind,
        findings: findings.filter(({ check }) => check === name).length,
      })),
      notes: notesOf({
        ...happened,
        span,
        checks: this.#checks,
        records: this.#records,
        findings,
      }),
    };
  }

  #merged(): Finding[] {
    return mergeFindings(this.#findings)
      .sort((a, b) => b.severity - a.severity || a.p - b.p || a.from - b.from)
      .slice(0, MOST_FINDINGS);
  }

  #hostReports(findings: readonly Finding[]): HostReport[] {
    const byHost = Map.groupBy(findings, ({ host }) => host);
    const reports: HostReport[] = [];
    this.#hosts.forEach((seen, number) => {
      if (!seen) return;
      const host = this.#names.hosts.nameOf(number);
      const own = byHost.get(host) ?? [];
      if (own.length === 0 && !this.#book.isOwn(number)) return;
      const { records, firstSeen, lastSeen, p, severity } = seen;
      const worst = own[0]?.severity ?? 0;
      reports.push({
        host,
        severity: own.length === 0
          ? Math.min(severity, LARGEST_WITHOUT)
          : Math.max(worst, severity),
        p,
        findings: own.length,
        records,
        firstSeen,
        lastSeen,
        reasons: own.map(({ text }) => text),
      });
    });
    return reports.sort((a, b) =>
      b.severity - a.severity || a.p - b.p || b.findings - a.findings ||
      (a.host < b.host ? -1 : 1)
    );
  }

  #see(host: number, time: number): void {
    const seen = this.#hosts[host];
    if (!seen) {
      this.#hosts[host] = { records: 1, firstSeen: time, lastSeen: time, p: 1, severity: 0 };
    } else {
      seen.records++;
      seen.lastSeen = time;
    }
  }
}

/** A host without findings is less severe than any with one. */
const LARGEST_WITHOUT = 29;
