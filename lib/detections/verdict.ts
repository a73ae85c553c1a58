/**
 * The answer of a detection in sentences.
 *
 * @module
 */
import { formatCount, formatPlural, lowerFirst } from "../base/format.ts";
import type { Detection, UnusualHost } from "../resources/detection.ts";

/** The answer, and what is shown below it. */
export interface Verdict {
  /** The part that is set off: how many hosts. */
  headline: string;
  /** What the worst host did. */
  worst: string;
  /** The other hosts. */
  others: string;
  /** Of the worst host. */
  severity: number;
}

/** Hosts that are named after the worst one. */
const NAMED = 3;

/**
 * Says how many hosts behave unusually, which is the worst and what it did.
 *
 * @param hosts worst first
 * @param when the worst host did it, in words
 */
export function verdictOf(
  { hostsSeen = 0, unusualHosts = 0, records = 0, flagged = 0, missing = [] }: Pick<
    Detection,
    "hostsSeen" | "unusualHosts" | "records" | "flagged" | "missing"
  >,
  hosts: readonly UnusualHost[],
  when = "",
): Verdict {
  if (missing.length > 0 || hostsSeen === 0) {
    return {
      headline: `${formatCount(flagged)} of ${
        formatPlural(records, "record")
      } are unlike the others.`,
      worst: "Hosts cannot be told apart in this data.",
      others: "",
      severity: 0,
    };
  }
  const seen = formatPlural(hostsSeen, "host");
  if (unusualHosts === 0) {
    return {
      headline: hostsSeen === 1
        ? "The one host behaved as usual."
        : `All ${seen} behaved as usual.`,
      worst: "",
      others: `${formatPlural(records, "record")} scored; nothing is more unusual than chance ` +
        "explains.",
      severity: 0,
    };
  }
  const [worst, ...rest] = hosts;
  const named = rest.filter(({ findings }) => findings > 0).slice(0, NAMED)
    .map(({ host, reasons }) => `${host} ${deedOf(reasons[0])}`);
  const more = unusualHosts - 1 - named.length;
  const usual = hostsSeen - unusualHosts;
  return {
    headline: `${formatCount(unusualHosts)} of ${seen} ${
      unusualHosts === 1 ? "behaves" : "behave"
    } unusually.`,
    worst: `Worst: ${worst.host}, which ${deedOf(worst.reasons[0])}${when && ` (${when})`}.`,
    others: [
      ...named.map((sentence) => `${sentence}.`),
      ...(more > 0
        ? [`${formatPlural(more, "more host")} ${more === 1 ? "is" : "are"} unusual, too.`]
        : []),
      ...(usual > 0
        ? [`The other ${usual === 1 ? "one" : formatCount(usual)} behaved as usual.`]
        : []),
    ].join(" "),
    severity: worst.severity,
  };
}

/** The first sentence of a reason, to follow the name of a host: `tried 12 ports on …`. */
function deedOf(reason: string): string {
  const end = reason.search(/\.(\s|$)/);
  return lowerFirst(end < 0 ? reason : reason.slice(0, end));
}
