/**
 * A day of a small network as Zeek's conn.log, in which one host sends much to an address that nobody
 * else talks to, on a port that nobody else uses.
 *
 * @module
 */
import { createRandom } from "../../lib/base/random.ts";

const START = Date.UTC(2026, 2, 2);
const HOUR = 3_600_000;

/** What is unusual in it. */
export const THIEF = {
  host: "10.0.0.9",
  peer: "203.0.113.99",
  /** Has the most connections, all of them usual. */
  busyHost: "10.0.0.2",
  /** Milliseconds since 1970. */
  from: START + 20 * HOUR,
  to: START + 20.5 * HOUR,
  /** Records that began before. */
  rowsBefore: 0,
};

const FIELDS = "ts uid id.orig_h id.orig_p id.resp_h id.resp_p proto service duration orig_bytes " +
  "resp_bytes conn_state orig_pkts resp_pkts";

/** The log, as text. */
export function thiefLog(): string {
  const random = createRandom(3);
  const lines: [time: number, cells: (string | number)[]][] = [];
  const add = (time: number, ...cells: (string | number)[]) => lines.push([time, cells]);
  for (let host = 2; host <= 13; host++) {
    const count = host === 2 ? 900 : 150;
    for (let i = 0; i < count; i++) {
      const time = START + random.next() * 24 * HOUR;
      const isDns = random.next() < 0.4;
      const bytes = Math.round(200 + random.next() * (isDns ? 100 : 3000));
      add(
        time,
        `10.0.0.${host}`,
        40_000 + i,
        isDns ? "10.0.0.1" : `198.51.100.${random.integer(6)}`,
        isDns ? 53 : 443,
        isDns ? "udp" : "tcp",
        isDns ? "dns" : "ssl",
        (random.next() * 3).toFixed(6),
        Math.round(bytes / 4),
        bytes,
        "SF",
        isDns ? 1 : 8,
        isDns ? 1 : 9,
      );
    }
  }
  for (let i = 0; i < 25; i++) {
    const time = THIEF.from + i * 60_000;
    const bytes = 40_000_000 + random.integer(1_000_000);
    add(
      time,
      THIEF.host,
      51_000 + i,
      THIEF.peer,
      4444,
      "tcp",
      "-",
      "50.5",
      bytes,
      900,
      "S1",
      29_000,
      20,
    );
  }
  lines.sort(([a], [b]) => a - b);
  THIEF.rowsBefore = lines.filter(([time]) => time < THIEF.from).length;
  const header = [
    "#separator \\x09",
    "#unset_field\t-",
    "#path\tconn",
    `#fields\t${FIELDS.replaceAll(" ", "\t")}`,
  ];
  const rows = lines.map(([time, cells], index) =>
    [(time / 1000).toFixed(6), `C${index}x`, ...cells].join("\t")
  );
  return [...header, ...rows].join("\n") + "\n";
}
