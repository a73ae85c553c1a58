import type { Columns } from "./cells.ts";
import type { TimeWords } from "./describe_time.ts";

const DAY = 86_400_000;

/** A heading over some columns. */
export interface Heading {
  column: number;
  span: number;
  text: string;
}

/**
 * Headings over columns: the days where there are several, or else times, and the day where it
 * begins.
 *
 * @param most headings
 */
export function headingsOf(
  { start, width, count }: Columns,
  words: TimeWords,
  most: number,
): Heading[] {
  const dayOf = (column: number) => words.day(start + column * width);
  const isByDay = width * count > 2 * DAY;
  const columns = Array.from({ length: count }, (_, column) => column);
  const days = columns.filter((column) => column === 0 || dayOf(column) !== dayOf(column - 1));
  const candidates = isByDay ? days : columns;
  const every = Math.ceil(candidates.length / most);
  const starts = candidates.filter((_, index) => index % every === 0);
  return starts.map((column, index): Heading => {
    const isNewDay = index === 0 || dayOf(column) !== dayOf(starts[index - 1]);
    const clock = words.clock(start + column * width).replace(/:00$/, "");
    return {
      column,
      span: (starts[index + 1] ?? count) - column,
      text: isByDay || isNewDay && words.zone !== "" ? dayOf(column) : clock,
    };
  });
}
