import { formatCount } from "../../../base/format.ts";
import type { Day } from "../../day/day.ts";
import { DailyValues } from "../../history/daily_values.ts";
import { portText } from "../../words/amounts.ts";
import type { Check, Evidence } from "../check.ts";
import { habitualScore } from "./habitual_score.ts";

/** What people and programs log in to, by port. */
const LOGINS = new Map([
  [21, "FTP"],
  [22, "SSH"],
  [23, "Telnet"],
  [445, "Windows file sharing"],
  [1433, "SQL Server"],
  [3306, "MySQL"],
  [3389, "Remote Desktop"],
  [5432, "PostgreSQL"],
  [5900, "VNC"],
  [5985, "Windows Remote Management"],
]);
const LOGIN_SERVICES = new Map([["ftp", "FTP"], ["ssh", "SSH"], ["telnet", "Telnet"], [
  "rdp",
  "Remote Desktop",
], ["rfb", "VNC"]]);
/** So many logins in an hour from one host to another surprise nobody. */
const EXPECTED = 10;
/** File shares and databases are logged in to by programs, which need no rest. */
const EXPECTED_OF_PROGRAMS = 60;
const PROGRAM_PORTS = new Set([445, 1433, 3306, 5432]);

/**
 * Many logins to one service within an hour.
 *
 * Counts answered connections in the busiest hour of each pair of hosts and login port, against the
 * most that the host did before: each guess, or each few, is a separate connection. Whether a
 * login failed is not visible in connections.
 *
 * Source: after A. Sperotto et al., "Hidden Markov Model Modeling of SSH Brute-Force Attacks", DSOM
 * 2009, whose phases differ by connections a minute.
 *
 * Fails for guessing spread over many hosts or days, for guesses through one long connection and for
 * logins in web pages; takes automation that reconnects each time for guessing on its first day.
 */
export class PasswordGuessing implements Check {
  readonly name = "password-guessing";
  readonly kind = "behaviour";
  readonly daysNeeded = 0;
  readonly #usual = new DailyValues();
  readonly memory = { usual: this.#usual };

  judge(day: Day): Evidence[] {
    const found: Evidence[] = [];
    for (const host of day.bySource.keys()) {
      const usual = this.#usual.usualMaximum(host);
      for (const link of day.linksFrom(host)) {
        if (!isLogin(day, link)) continue;
        const count = day.links.busiestHour[link];
        const isProgram = PROGRAM_PORTS.has(day.links.port[link]);
        const expected = Math.max(usual + 1, isProgram ? EXPECTED_OF_PROGRAMS : EXPECTED);
        const score = habitualScore(count, expected, usual);
        if (score > 0) found.push(evidenceOf(day, link, score, usual));
      }
    }
    return found;
  }

  learn(day: Day, isTrusted: (host: number) => boolean): void {
    this.#usual.learnDay(day, isTrusted, (host) => {
      let most = 0;
      for (const link of day.linksFrom(host)) {
        if (isLogin(day, link)) most = Math.max(most, day.links.busiestHour[link]);
      }
      return most;
    });
  }
}

function isLogin(day: Day, link: number): boolean {
  const { port, protocol, failed, records } = day.links;
  if (failed[link] > records[link] / 2 && !day.isAnswering(link)) return false;
  return (protocol[link] === 6 && LOGINS.has(port[link])) ||
    LOGIN_SERVICES.has(day.serviceName(link) ?? "");
}

function evidenceOf(day: Day, link: number, score: number, usual: number): Evidence {
  const { links } = day;
  const source = day.hostName(links.source[link]);
  const destination = day.hostName(links.destination[link]);
  const port = links.port[link];
  const count = links.busiestHour[link];
  const service = LOGIN_SERVICES.get(day.serviceName(link) ?? "") ?? LOGINS.get(port)!;
  return {
    host: links.source[link],
    score,
    from: links.first[link],
    to: links.last[link] + 1,
    peer: links.destination[link],
    service: day.serviceName(link),
    records: links.records[link],
    selector: { source, destination, destinationPort: port, protocol: links.protocol[link] },
    describe: () => ({
      typical: usual > 0
        ? `at most ${formatCount(usual)} logins per hour`
        : "a few logins per hour",
      actual: `${formatCount(count)} logins per hour`,
      values: { typical: Math.max(usual, 1), actual: count, unit: "logins per hour" },
      text: `Opened ${formatCount(count)} ${service} connections to ${destination} (${
        portText(port, links.protocol[link])
      }) within one hour, ${formatCount(links.records[link])} in all; ${
        usual > 0 ? `at most ${formatCount(usual)} per hour are usual` : "a person would open a few"
      }. This is often password guessing.`,
    }),
  };
}
