import type { Finding } from "../finding.ts";
import {
  findingKey,
  goesOn,
  joinFindings,
  LONGEST_GAP,
  mergeFindings,
} from "../judgement/merge_findings.ts";
import type { FindingState, LiveFinding } from "./live_finding.ts";

/** A finding that may still change. */
interface Entry {
  id: number;
  /** What earlier days say of it; `null` where it is of today. */
  past: Finding | null;
  /** What it was told as. */
  told: LiveFinding;
}

/** What a {@linkcode FindingLog} keeps. */
export interface FindingLogState {
  last: number;
  open: Map<string, Entry>;
}

/**
 * Tells findings of days that are looked at again and again: each once, and again only where it has
 * changed. Keeps what may still change, which are those of today and yesterday.
 */
export class FindingLog {
  #last: number;
  #open = new Map<string, Entry>();

  /** @param last the highest number that was given to a finding */
  constructor(last = 0) {
    this.#last = last;
  }

  /**
   * Takes all findings of the day, whether or not they were told before.
   *
   * @param isOver whether the day has ended, so that they are final
   * @param dayEnd milliseconds since 1970
   * @returns what is new or has changed
   */
  take(findings: readonly Finding[], isOver: boolean, dayEnd: number): LiveFinding[] {
    const changed: LiveFinding[] = [];
    const today = new Map(mergeFindings(findings).map((one) => [findingKey(one), one]));
    for (const [key, finding] of today) {
      const entry = this.#entryFor(key, finding);
      const whole = entry.past ? joinFindings(entry.past, finding) : finding;
      this.#tell(entry, whole, isOver ? "final" : "running", changed);
    }
    for (const [key, entry] of this.#open) {
      if (today.has(key)) continue;
      if (entry.past) this.#tell(entry, entry.past, "final", changed);
      else this.#tell(entry, entry.told, "withdrawn", changed);
    }
    if (isOver) this.#endDay(dayEnd);
    return changed;
  }

  save(): FindingLogState {
    return { last: this.#last, open: this.#open };
  }

  restore({ last, open }: FindingLogState): void {
    this.#last = last;
    this.#open = open;
  }

  #entryFor(key: string, finding: Finding): Entry {
    const known = this.#open.get(key);
    if (known && (!known.past || goesOn(known.past, finding))) return known;
    const id = ++this.#last;
    const entry = { id, past: null, told: { ...finding, id, state: "withdrawn" as const } };
    this.#open.set(key, entry);
    return entry;
  }

  #tell(entry: Entry, finding: Finding, state: FindingState, changed: LiveFinding[]): void {
    const { told } = entry;
    const isSame = told.state === state && told.records === finding.records &&
      told.severity === finding.severity && told.from === finding.from && told.to === finding.to &&
      told.text === finding.text;
    if (isSame) return;
    entry.told = { ...finding, id: entry.id, state };
    changed.push(entry.told);
  }

  #endDay(dayEnd: number): void {
    for (const [key, entry] of this.#open) {
      const { state, id: _, ...finding } = entry.told;
      if (state === "withdrawn" || dayEnd - finding.to > LONGEST_GAP) this.#open.delete(key);
      else entry.past = finding;
    }
  }
}
