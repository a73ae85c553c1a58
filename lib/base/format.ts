/**
 * Numbers, sizes and times as text. They are the same on the server and in the browser, but for the
 * time zone.
 *
 * @module
 */

const LOCALE = "en-GB";

const count = new Intl.NumberFormat(LOCALE, { maximumFractionDigits: 0 });
const threeDecimals = new Intl.NumberFormat(LOCALE, {
  minimumFractionDigits: 3,
  maximumFractionDigits: 3,
});
const significant = new Intl.NumberFormat(LOCALE, { maximumSignificantDigits: 4 });
/** The server does not know where its readers are; static/local_times.js puts its times right. */
const isBrowser = typeof document !== "undefined";
const dateTime = new Intl.DateTimeFormat(LOCALE, {
  day: "numeric",
  month: "short",
  year: "numeric",
  hour: "2-digit",
  minute: "2-digit",
  timeZoneName: "short",
  ...(!isBrowser && { timeZone: "UTC" }),
});

/** A whole number with thousands separators. */
export function formatCount(value: number): string {
  return count.format(value);
}

/** A count with its noun: `1 row`, `2,500 rows`. */
export function formatPlural(value: number, one: string, many = `${one}s`): string {
  return `${formatCount(value)} ${value === 1 ? one : many}`;
}

/** A size in decimal units, such as `1.5 MB`. */
export function formatBytes(bytes: number): string {
  const units = ["bytes", "kB", "MB", "GB", "TB"];
  let value = bytes;
  let unit = 0;
  while (value >= 999.5 && unit < units.length - 1) {
    value /= 1000;
    unit++;
  }
  if (unit === 0) return formatPlural(bytes, "byte");
  const digits = value < 9.95 ? 1 : 0;
  return `${value.toFixed(digits)} ${units[unit]}`;
}

/** A share from 0 to 1 in percent. Never rounds up to all or down to none. */
export function formatShare(share: number): string {
  if (share > 0 && share < 0.0005) return "<0.1%";
  if (share < 1 && share >= 0.9995) return ">99.9%";
  return `${(share * 100).toFixed(share === 0 || share === 1 ? 0 : 1)}%`;
}

/** A quality metric with three decimals, or `n/a` where it is not defined. Never rounds up to 1. */
export function formatMetric(value: number | null): string {
  if (value === null) return "n/a";
  if (value < 1 && value >= 0.9995) return ">0.999";
  return threeDecimals.format(value);
}

/** Any number with four significant digits; very large and very small ones with an exponent. */
export function formatNumber(value: number): string {
  const size = Math.abs(value);
  if (size !== 0 && (size >= 1e9 || size < 1e-4)) {
    return value.toExponential(2).replace("e+", "e").replace(/\.?0+e/, "e");
  }
  if (Number.isInteger(value)) return count.format(value);
  return size >= 10_000 ? count.format(value) : significant.format(value);
}

/** How long something took, in the two largest units that matter. */
export function formatDuration(milliseconds: number): string {
  if (milliseconds < 1000) return `${Math.round(milliseconds)} ms`;
  if (milliseconds < 59_950) return `${(milliseconds / 1000).toFixed(1)} s`;
  const seconds = Math.round(milliseconds / 1000);
  const minutes = Math.floor(seconds / 60);
  return minutes < 60
    ? withRest(minutes, "min", seconds % 60, "s")
    : withRest(Math.floor(minutes / 60), "h", minutes % 60, "min");
}

function withRest(count: number, unit: string, rest: number, unitOfRest: string): string {
  return rest === 0 ? `${count} ${unit}` : `${count} ${unit} ${rest} ${unitOfRest}`;
}

/**
 * A moment with its time zone, such as `20 Nov 2026, 10:43 UTC`: that of the reader in a browser, UTC
 * elsewhere.
 */
export function formatDateTime(iso: string): string {
  return dateTime.format(new Date(iso));
}

/** A text that goes on in a sentence: its first letter small. */
export function lowerFirst(text: string): string {
  return text[0].toLowerCase() + text.slice(1);
}
