/**
 * What scans of many hosts and of many ports have in common: one host tries, nobody answers.
 *
 * @module
 */
import { formatCount, formatPlural } from "../../../base/format.ts";
import type { Day } from "../../day/day.ts";
import { DailyValues } from "../../history/daily_values.ts";
import { within } from "../../words/amounts.ts";
import type { Check, Evidence } from "../check.ts";
import { spanOf } from "../span.ts";
import { habitualScore } from "./habitual_score.ts";

/** Where one host tried, mostly in vain. */
export interface Attempt {
  /** Links to where nobody answered. */
  failed: number[];
  /** How many hosts or ports these are. */
  count: number;
}

/** What an attempt was aimed at. */
export interface Target extends Pick<Evidence, "peer" | "selector"> {
  /** In words, as they follow the number of hosts or ports: ` on port 23`. */
  where: string;
}

/**
 * A scan over the whole day, so that one attempt a minute counts as a thousand at once. Hosts that do
 * it daily, such as inventory tools, are measured by their own past.
 */
export abstract class Scan<Tried extends Attempt> implements Check {
  abstract readonly name: string;
  readonly kind = "behaviour";
  readonly daysNeeded = 0;
  readonly #usual = new DailyValues();
  readonly memory = { usual: this.#usual };

  /** What is counted. */
  protected abstract readonly unit: "host" | "port";
  /** A sentence about what it may be. */
  protected abstract readonly meaning: string;

  /** What a host tried on a day; without what was answered more often than not. */
  protected abstract attempts(day: Day, host: number): Tried[];

  /**
   * So many hosts or ports surprise nobody.
   *
   * @param usual what the host has reached before
   */
  protected abstract expected(tried: Tried, usual: number): number;

  protected abstract target(day: Day, host: number, tried: Tried): Target;

  /** Whether an attempt is what the usual is measured by. */
  protected isMeasure(_tried: Tried): boolean {
    return true;
  }

  judge(day: Day): Evidence[] {
    return [...day.bySource.keys()].flatMap((host) => this.#worst(day, host) ?? []);
  }

  learn(day: Day, isTrusted: (host: number) => boolean): void {
    this.#usual.learnDay(day, isTrusted, (host) => {
      const measures = this.attempts(day, host).filter((tried) => this.isMeasure(tried));
      return Math.max(0, ...measures.map(({ count }) => count));
    });
  }

  #worst(day: Day, host: number): Evidence | null {
    const usual = this.#usual.usualMaximum(host);
    let worst: Tried | null = null;
    let worstScore = 0;
    for (const tried of this.attempts(day, host)) {
      const score = habitualScore(tried.count, this.expected(tried, usual), usual);
      if (score <= worstScore) continue;
      worst = tried;
      worstScore = score;
    }
    return worst && this.#evidence(day, host, worst, worstScore, usual);
  }

  #evidence(day: Day, host: number, tried: Tried, score: number, usual: number): Evidence {
    const { failed, count } = tried;
    const { where, ...target } = this.target(day, host, tried);
    const span = spanOf(day.links, failed);
    return {
      host,
      score,
      ...span,
      ...target,
      describe: () => ({
        typical: usual > 0 ? `at most ${formatPlural(usual, this.unit)} a day` : "none",
        actual: formatPlural(count, this.unit),
        values: { typical: usual, actual: count, unit: `${this.unit}s` },
        text: `Tried ${formatPlural(count, this.unit)}${where} ${
          within(span.from, span.to)
        }, none of which answered${
          usual > 0 ? `; on other days at most ${formatCount(usual)}` : ""
        }. ${this.meaning}`,
      }),
    };
  }
}
