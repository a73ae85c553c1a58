/**
 * Units behind numbers: `4.9 M`, `12 KiB`, `35 ms`.
 *
 * @module
 */

/** What a unit measures. */
export type UnitKind = "size" | "time" | "share";

const PREFIXES: [prefixes: string[], factor: number][] = [
  [[""], 1],
  [["k", "K"], 1e3],
  [["M"], 1e6],
  [["G"], 1e9],
  [["T"], 1e12],
  [["P"], 1e15],
  [["Ki", "ki"], 2 ** 10],
  [["Mi"], 2 ** 20],
  [["Gi"], 2 ** 30],
  [["Ti"], 2 ** 40],
  [["Pi"], 2 ** 50],
];
const AMOUNTS = ["B", "b", "bit", "bits", "byte", "bytes", "Byte", "Bytes", "pkts", "packets"];
const RATES = ["bps", "Bps", "pps", "B/s", "b/s", "bit/s", "bits/s", "byte/s", "bytes/s"];

const TIMES: [units: string[], seconds: number][] = [
  [["ns", "nsec"], 1e-9],
  [["us", "µs", "μs", "usec"], 1e-6],
  [["ms", "msec"], 1e-3],
  [["s", "sec", "secs", "second", "seconds"], 1],
  [["min", "mins", "minute", "minutes"], 60],
  [["h", "hr", "hrs", "hour", "hours"], 3_600],
  [["d", "day", "days"], 86_400],
];

/** Units by what they measure, each with the factor that a number before it is taken times. */
export const UNITS: Record<UnitKind, ReadonlyMap<string, number>> = {
  size: new Map([
    ...PREFIXES.flatMap(([prefixes, factor]) =>
      prefixes.flatMap((prefix) =>
        ["", ...AMOUNTS, ...RATES].map((unit): [string, number] => [prefix + unit, factor])
      )
    ).filter(([unit]) => unit !== ""),
    ...["kb", "mb", "gb", "tb"].map((unit, i): [string, number] => [unit, 1e3 ** (i + 1)]),
  ]),
  time: new Map(TIMES.flatMap(([units, seconds]) => units.map((unit) => [unit, seconds]))),
  share: new Map([["%", 1], ["percent", 1]]),
};
