import { CLEARLY_BEYOND, Dial, type DialState } from "../calibration/dial.ts";
import { ScoreHistory } from "../calibration/score_history.ts";
import type { DayScores } from "../calibration/score_pool.ts";
import { makeChecks } from "../checks/catalogue.ts";
import type { Check } from "../checks/check.ts";
import type { Day } from "../day/day.ts";
import { HostHistory, type HostHistoryState } from "../history/host_history.ts";
import { HourlyHistory, type HourlyHistoryState } from "../history/hourly_history.ts";
import { Places } from "../network/places.ts";
import type { BehaviourOptions } from "../options.ts";
import { type CalibratedCheck, judgeDay, type JudgedDay, type JudgedHost } from "./judge_day.ts";
import { Quarantine } from "./quarantine.ts";

const DEFAULT_FALSE_FINDINGS = 1;
/** While everything is new, scores are no measure for later days. */
const DAYS_OF_SETTLING = 5;

/** A day and what was unusual on it. */
export interface Judgement extends JudgedDay {
  /** Hosts whose day was unusual; none where the day is known to be clean. */
  flagged: JudgedHost[];
  /** Whether the whole day is known to be clean. */
  isClean: boolean;
}

/** What a {@linkcode DayJudge} keeps: all that was learned. */
export interface DayJudgeState {
  hosts: HostHistoryState;
  past: HourlyHistoryState;
  quarantine: Map<number, number[]>;
  dial: DialState;
  checks: { name: string; scores: DayScores[]; memory: Record<string, unknown> }[];
}

/** Judges days by what it learned on the days before, and learns from them. */
export class DayJudge {
  readonly dial: Dial;
  readonly #baseline: { from: number; to: number };
  readonly #checks: CalibratedCheck[];
  readonly #history = new HostHistory();
  readonly #past = new HourlyHistory();
  readonly #quarantine = new Quarantine();

  /** @throws {RangeError} when an option has no meaning */
  constructor(
    { falseFindings, baseline, checks, places }: Pick<
      BehaviourOptions,
      "falseFindings" | "baseline" | "checks" | "places"
    >,
  ) {
    // A period that is open at both ends says nothing of any day: each is judged all the same.
    const { from = -Infinity, to = Infinity } = baseline ?? {};
    this.#baseline = from === -Infinity && to === Infinity ? { from: 0, to: 0 } : { from, to };
    this.dial = new Dial(falseFindings ?? DEFAULT_FALSE_FINDINGS);
    const shared = { past: this.#past, places: new Places(places) };
    this.#checks = makeChecks(shared, checks)
      .map((check) => ({ check, scores: new ScoreHistory() }));
  }

  /** The checks, in their order. */
  get checks(): Check[] {
    return this.#checks.map(({ check }) => check);
  }

  /** Days that were learned. */
  get days(): number {
    return this.#history.days;
  }

  /** Looks at a day, or at what there is of one, and learns nothing. */
  judge(day: Day): Judgement {
    const judged = judgeDay(this.#checks, day, this.#history);
    const limit = this.dial.limit();
    const isClean = day.from >= this.#baseline.from && day.to <= this.#baseline.to;
    const flagged = isClean ? [] : judged.hosts.filter(({ score }) => score >= limit);
    return { ...judged, flagged, isClean };
  }

  /**
   * Makes the day a part of what is usual, without the hosts that had findings on it.
   *
   * @param judgement what {@linkcode judge} said of this day last
   */
  learn(day: Day, { hosts, scores, flagged }: Judgement): void {
    const limit = this.dial.limit();
    const isTrusted = this.#quarantine.next(day.number, new Set(flagged.map(({ host }) => host)));
    for (const { check } of this.#checks) check.learn(day, isTrusted);
    this.#learnHours(day, isTrusted);
    const sources = day.bySource.keys().filter((host) => day.book.isOwn(host));
    this.#history.learn(day.number, day.counts.keys(), sources);
    this.#forgetHosts();
    const incidents = new Set(
      hosts.filter(({ score }) => score > limit + CLEARLY_BEYOND).map(({ host }) => host),
    );
    scores.forEach((of, at) => this.#checks[at].scores.learn(without(of, incidents)));
    const own = hosts.filter(({ host }) => day.book.isOwn(host));
    if (this.#history.days > DAYS_OF_SETTLING) {
      this.dial.learn(Float64Array.from(own, ({ score }) => score));
    }
  }

  /** Calls a function with each host that something was learned of. */
  forEachHost(use: (host: number) => void): void {
    for (const host of this.#history.known()) use(host);
    for (const host of this.#quarantine.hosts()) use(host);
  }

  save(): DayJudgeState {
    return {
      hosts: this.#history.save(),
      past: this.#past.save(),
      quarantine: this.#quarantine.save(),
      dial: this.dial.save(),
      checks: this.#checks.map(({ check, scores }) => ({
        name: check.name,
        scores: scores.save(),
        memory: Object.fromEntries(
          Object.entries(check.memory).map(([name, part]) => [name, part.save()]),
        ),
      })),
    };
  }

  /** Takes over what was kept; a check that is not among it begins with nothing. */
  restore(state: DayJudgeState): void {
    this.#history.restore(state.hosts);
    this.#past.restore(state.past);
    this.#quarantine.restore(state.quarantine);
    this.dial.restore(state.dial);
    for (const { check, scores } of this.#checks) {
      const kept = state.checks.find(({ name }) => name === check.name);
      if (!kept) continue;
      scores.restore(kept.scores);
      for (const [name, part] of Object.entries(check.memory)) {
        part.restore(kept.memory[name] as never);
      }
    }
  }

  #forgetHosts(): void {
    const isKnown = (host: number) => this.#history.isKnown(host);
    for (const { check } of this.#checks) {
      for (const part of Object.values(check.memory)) part.forgetHosts?.(isKnown);
    }
  }

  #learnHours(day: Day, isTrusted: (host: number) => boolean): void {
    for (const host of new Set([...day.counts.keys(), ...this.#past.hosts()])) {
      if (!isTrusted(host)) continue;
      const counts = day.counts.get(host);
      if (counts) this.#past.learn(host, day.number, day.isWeekend, counts);
      else this.#past.learnSilence(host, day.number, day.isWeekend);
    }
  }
}

/** The scores of a day without those of hosts whose day is no measure of what is usual. */
function without({ hosts, scores }: DayScores, excluded: ReadonlySet<number>): DayScores {
  if (excluded.size === 0) return { hosts, scores };
  return {
    hosts: hosts - excluded.size,
    scores: new Map([...scores].filter(([host]) => !excluded.has(host))),
  };
}
