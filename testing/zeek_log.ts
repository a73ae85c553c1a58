/**
 * Logs of Zeek for tests: written piece by piece, as Zeek would.
 *
 * @module
 */

const FIELDS = [
  "ts",
  "uid",
  "id.orig_h",
  "id.orig_p",
  "id.resp_h",
  "id.resp_p",
  "proto",
  "service",
  "duration",
  "orig_bytes",
  "resp_bytes",
  "conn_state",
];
const TYPES = "time\tstring\taddr\tport\taddr\tport\tenum\tstring\tinterval\tcount\tcount\tstring";

/** The header of a log that was opened at a time, such as `2026-01-01-00-00-00`. */
export function connHeader(opened: string): string {
  return [
    "#separator \\x09",
    "#set_separator\t,",
    "#empty_field\t(empty)",
    "#unset_field\t-",
    "#path\tconn",
    `#open\t${opened}`,
    `#fields\t${FIELDS.join("\t")}`,
    `#types\t${TYPES}`,
    "",
  ].join("\n");
}

/** One connection; one in two hundred is unusual. Its `uid` says its number. */
export function connLine(number: number): string {
  const isOdd = number % 200 === 39;
  const mixed = (number * 7919) % 1009;
  return [
    (1_767_225_600 + number / 10).toFixed(6),
    uidOf(number),
    `10.0.0.${number % 20 + 1}`,
    40_000 + mixed,
    `198.51.100.${number % 7 + 1}`,
    isOdd ? 31_337 : [80, 443, 53][number % 3],
    number % 3 === 2 ? "udp" : "tcp",
    isOdd ? "-" : ["http", "ssl", "dns"][number % 3],
    number % 17 === 0 ? "-" : ((mixed % 100) / 50).toFixed(4),
    isOdd ? 900_000 + mixed : mixed,
    isOdd ? 0 : 10 * mixed,
    isOdd ? "S0" : "SF",
    "",
  ].join("\t").replace(/\t$/, "\n");
}

/** The `uid` of a connection. */
export function uidOf(number: number): string {
  return `C${String(number).padStart(9, "0")}`;
}

/** Connections from a number up to another, which is not among them. */
export function connLines(from: number, to: number): string {
  let text = "";
  for (let number = from; number < to; number++) text += connLine(number);
  return text;
}
