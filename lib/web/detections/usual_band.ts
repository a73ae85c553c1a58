/**
 * What is usual at each hour of the day.
 *
 * @module
 */

/** With fewer other days nothing is said to be usual. */
const FEWEST_DAYS = 4;
/** The band holds all but a tenth of the days at either end. */
const TAIL = 0.1;

/** Between which values most days lie, and the one in the middle; one entry a piece of time. */
export interface UsualBand {
  low: number[];
  middle: number[];
  high: number[];
}

/**
 * The band of each piece of time, from the same time of the other days.
 *
 * @param perDay pieces of a day
 * @returns `null` with too few days to say
 */
export function usualBand(values: readonly number[], perDay: number): UsualBand | null {
  if (!Number.isInteger(perDay) || perDay < 1 || values.length < (FEWEST_DAYS + 1) * perDay) {
    return null;
  }
  const band: UsualBand = { low: [], middle: [], high: [] };
  values.forEach((_, index) => {
    const others: number[] = [];
    for (let at = index % perDay; at < values.length; at += perDay) {
      if (at !== index) others.push(values[at]);
    }
    others.sort((a, b) => a - b);
    const at = (share: number) => others[Math.round(share * (others.length - 1))];
    band.low.push(at(TAIL));
    band.middle.push(at(0.5));
    band.high.push(at(1 - TAIL));
  });
  return band;
}
