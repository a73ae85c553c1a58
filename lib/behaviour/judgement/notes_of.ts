import { formatCount, formatPlural, formatShare } from "../../base/format.ts";
import type { Check } from "../checks/check.ts";
import type { Finding } from "../finding.ts";

const HOUR = 3_600_000;
const DAYS_OF_HISTORY = 7;
const DAYS_OF_SEASONS = 14;
/** From this share of all connections on, one finding is much of the data. */
const MUCH = 0.3;

/** What decides which notes are due. */
export interface WhatHappened {
  /** Days that were judged. */
  days: number;
  /** Connections that found no room in the tables. */
  dropped: number;
  /** Connections without a time. */
  timeless: number;
  span: { from: number; to: number };
  checks: readonly Check[];
  /** Connections in all. */
  records: number;
  findings: readonly Finding[];
}

/** What these connections cannot show, in plain words. */
export function notesOf(happened: WhatHappened): string[] {
  const { days, dropped, timeless, span, checks, records, findings } = happened;
  const notes: string[] = [];
  if (days === 0) return ["There are no connections with a time, so nothing was checked."];
  if (span.to - span.from <= HOUR) {
    notes.push(
      "The data covers less than an hour. Only what is suspicious on any network can be found: scans, password guessing, regular contacts, unanswered connections and large messages.",
    );
  } else if (days < DAYS_OF_HISTORY) {
    notes.push(
      `The data covers ${
        formatPlural(days, "day")
      }. Hosts are compared with each other more than with their own past, so findings are provisional; about a week is needed to know what is usual.`,
    );
  } else if (days < DAYS_OF_SEASONS) {
    notes.push(
      "The data covers less than two weeks. Weekly events, such as a backup on Saturdays, can be reported as unusual.",
    );
  }
  const silent = checks.filter(({ daysNeeded }) => daysNeeded >= days).map(({ name }) => name);
  if (silent.length > 0) {
    notes.push(`These checks need more days and found nothing here: ${silent.join(", ")}.`);
  }
  const largest = findings.reduce((most, finding) => Math.max(most, finding.records), 0);
  if (largest > MUCH * records) {
    notes.push(
      `One finding is ${
        formatShare(largest / records)
      } of all connections. If an attack makes up most of the traffic, what is usual cannot be learned; set a clean period.`,
    );
  }
  if (timeless > 0) {
    notes.push(`${formatPlural(timeless, "connection")} had no time and could not be used.`);
  }
  if (dropped > 0) {
    notes.push(
      `${
        formatCount(dropped)
      } connections between too many different hosts and ports were only counted. Scans among them can look smaller than they were.`,
    );
  }
  notes.push(
    "Cannot be found: anything present from the first day on, traffic that resembles the host's own habits, fewer than eight regular contacts a day, slow uploads below the host's usual ones, and single hosts behind shared addresses.",
  );
  return notes;
}
