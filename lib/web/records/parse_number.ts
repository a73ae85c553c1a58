/** A number as people type it, with a point or a comma for decimals; `null` if it is none. */
export function parseNumber(text: string): number | null {
  const plain = text.trim().replace(/^([+-]?\d+),(\d+)$/, "$1.$2");
  const value = plain === "" ? NaN : Number(plain);
  return Number.isFinite(value) ? value : null;
}

/** What to say about a text that {@linkcode parseSeed} refuses. */
export const SEED_ERROR = "Enter a whole number from 0 to 4294967295.";

/** The seed of a random draw as people type it; `null` if it is none. */
export function parseSeed(text: string): number | null {
  const value = parseNumber(text);
  return value !== null && Number.isInteger(value) && value >= 0 && value < 2 ** 32 ? value : null;
}

/** What to say about a text that {@linkcode parsePercent} refuses. */
export const PERCENT_ERROR = "Enter a percentage between 0 and 100, such as 30.";

/** The share, more than 0 and less than 1, of a text in percent; `null` if it is none. */
export function parsePercent(text: string): number | null {
  const percent = parseNumber(text);
  return percent !== null && percent > 0 && percent < 100 ? percent / 100 : null;
}
