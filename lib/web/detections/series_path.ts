/**
 * Values over time as paths of SVG, on a scale on which each step is several times the one before.
 *
 * @module
 */

/** Width and height of the drawing. */
export const SERIES_SIZE = { width: 1000, height: 100 };

/** Where a value lies: 0 at the bottom, `most` at the top, in between by the logarithm. */
export function heightOf(value: number, most: number): number {
  if (most <= 0) return SERIES_SIZE.height;
  return SERIES_SIZE.height * (1 - Math.log1p(Math.max(0, value)) / Math.log1p(most));
}

/** A line through the values, each in the middle of its piece of time. */
export function linePath(values: readonly number[], most: number): string {
  return values.map((value, index) =>
    `${index === 0 ? "M" : "L"}${placeOf(index, values.length)} ${round(heightOf(value, most))}`
  ).join("");
}

/** The area between two lines. */
export function areaPath(low: readonly number[], high: readonly number[], most: number): string {
  const back = low.map((value, index) =>
    `L${placeOf(index, low.length)} ${round(heightOf(value, most))}`
  ).reverse();
  return `${linePath(high, most)}${back.join("")}Z`;
}

function placeOf(index: number, count: number): number {
  return round(SERIES_SIZE.width * (index + 0.5) / count);
}

function round(value: number): number {
  return Math.round(value * 10) / 10;
}
