import { formatCount, formatPlural } from "../../../base/format.ts";
import type { Day } from "../../day/day.ts";
import { DailyValues } from "../../history/daily_values.ts";
import { portKey } from "../../network/endpoint_key.ts";
import { chernoffScore } from "../../statistics/chernoff.ts";
import { portText, within } from "../../words/amounts.ts";
import type { Check, Evidence } from "../check.ts";
import { spanOf } from "../span.ts";

/** So many hosts that do not answer on a port surprise nobody. */
const EXPECTED = 4;
/** Over all ports together more is usual: peers of yesterday that are switched off. */
const EXPECTED_ANYWHERE = 12;
const ANY_PORT = -1;

/** The hosts that one host tried on a port. */
interface Attempt {
  /** Links to hosts that did not answer. */
  failed: number[];
  hosts: Set<number>;
  answered: number;
}

/**
 * The same port tried on many hosts, mostly in vain; or many hosts on any port, none of which answer.
 *
 * Counts hosts over the whole day, so that one attempt a minute counts as a thousand at once. A port
 * counts where at least as many hosts failed as answered: the idea of threshold random walk, with the
 * day as its window. Hosts that do it daily are measured by their own past.
 *
 * Source: J. Jung, V. Paxson, A. Berger and H. Balakrishnan, "Fast Portscan Detection Using Sequential
 * Hypothesis Testing", IEEE Symposium on Security and Privacy 2004.
 *
 * Fails where most hosts answer, as with a port that is open everywhere: first contact sees these.
 */
export class HorizontalScan implements Check {
  readonly name = "horizontal-scan";
  readonly kind = "behaviour";
  readonly daysNeeded = 0;
  readonly #usual = new DailyValues();

  judge(day: Day): Evidence[] {
    return [...day.bySource.keys()].flatMap((host) => {
      const worst = this.#worst(day, host);
      return worst ? [worst] : [];
    });
  }

  learn(day: Day, isTrusted: (host: number) => boolean): void {
    for (const host of day.bySource.keys()) {
      if (!day.book.isOwn(host) || !isTrusted(host)) continue;
      const sizes = [...attemptsOf(day, host)].filter(([key]) => key !== ANY_PORT)
        .map(([, { hosts }]) => hosts.size);
      this.#usual.learn(host, Math.max(0, ...sizes));
    }
  }

  #worst(day: Day, host: number): Evidence | null {
    const usual = this.#usual.usualMaximum(host);
    let worst: Attempt | null = null;
    let worstScore = 0;
    let isAnywhere = false;
    for (const [key, attempt] of attemptsOf(day, host)) {
      const least = key === ANY_PORT ? EXPECTED_ANYWHERE : EXPECTED;
      const expected = Math.max(key === ANY_PORT ? 3 * usual : usual + 1, least);
      const score = chernoffScore(attempt.hosts.size, expected) / (1 + 0.2 * usual);
      if (score <= worstScore) continue;
      worst = attempt;
      worstScore = score;
      isAnywhere = key === ANY_PORT;
    }
    return worst && evidenceOf(day, host, worst, worstScore, usual, isAnywhere);
  }
}

function evidenceOf(
  day: Day,
  host: number,
  { failed, hosts }: Attempt,
  score: number,
  usual: number,
  isAnywhere: boolean,
): Evidence {
  const { links } = day;
  const span = spanOf(links, failed);
  const port = links.port[failed[0]];
  const protocol = links.protocol[failed[0]];
  const where = isAnywhere ? "" : ` on ${portText(port, protocol)}`;
  return {
    host,
    score,
    ...span,
    selector: {
      source: day.hostName(host),
      ...(isAnywhere ? {} : { protocol, ...(port >= 0 ? { destinationPort: port } : {}) }),
    },
    describe: () => ({
      typical: usual > 0 ? `at most ${formatPlural(usual, "host")} a day` : "none",
      actual: formatPlural(hosts.size, "host"),
      values: { typical: usual, actual: hosts.size, unit: "hosts" },
      text: `Tried ${formatPlural(hosts.size, "host")}${where} ${
        within(span.from, span.to)
      }, none of which answered${
        usual > 0 ? `; on other days at most ${formatCount(usual)}` : ""
      }. This is often a scan of the network, or malware that looks for new victims.`,
    }),
  };
}

/** What a host tried, by port and, under -1, on any port. */
function attemptsOf(day: Day, host: number): Map<number, Attempt> {
  const { links } = day;
  const attempts = new Map<number, Attempt>();
  const attemptAt = (key: number) => {
    let found = attempts.get(key);
    if (!found) attempts.set(key, found = { failed: [], hosts: new Set(), answered: 0 });
    return found;
  };
  for (const link of day.linksFrom(host)) {
    const isFailed = day.isFailed(link);
    if (!isFailed && links.answered[link] === 0) continue;
    for (const key of [portKey(links.port[link], links.protocol[link]), ANY_PORT]) {
      const attempt = attemptAt(key);
      if (isFailed) {
        attempt.failed.push(link);
        attempt.hosts.add(links.destination[link]);
      } else attempt.answered++;
    }
  }
  for (const [key, { hosts, answered }] of attempts) {
    if (hosts.size < answered) attempts.delete(key);
  }
  return attempts;
}
