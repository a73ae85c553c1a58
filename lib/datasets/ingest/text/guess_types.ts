/**
 * Types of columns as the beginning of a text suggests them.
 *
 * @module
 */
import { HUGE_EXPONENT } from "../../../tables/notation.ts";
import { isBlankText } from "../../../values/missing.ts";
import { GROUPED_BY_POINT } from "../../../values/notation.ts";
import { isNumber } from "../../../values/number.ts";
import { type Layout, PARSED_DELIMITER, PARSED_QUOTE } from "../../formats/format.ts";
import { firstRecords } from "../source/records.ts";
import type { Sample } from "../source/sample.ts";
import { type TypedColumn, withTypes } from "./typed_column.ts";

const HUGE = new RegExp(HUGE_EXPONENT);

/** The number of records from whose values types are guessed. */
const GUESSED_FROM = 200;

/** The types of columns by the first records: what holds nothing but plain numbers is numeric. */
export function guessTypes(layout: Layout, sample: Sample): TypedColumn[] {
  if (!layout.columns.some(({ type }) => type === "unknown")) return withTypes(layout, () => false);
  const records = firstRecordsOf(layout, sample);
  return withTypes(
    layout,
    (i) =>
      records.every(({ [i]: cell = "" }) =>
        isBlankText(cell) || (isNumber(cell) && !HUGE.test(cell))
      ),
  );
}

/**
 * Whether points may group thousands in a column whose numbers look plain: 12.519 is 12,519 where a
 * spreadsheet that writes decimal commas separates cells by semicolons.
 */
export function mayGroupByPoint(layout: Layout, sample: Sample): boolean {
  if (layout.delimiter !== ";") return false;
  const records = firstRecordsOf(layout, sample);
  const pattern = new RegExp(`^${GROUPED_BY_POINT}$`);
  return layout.columns.some(({ type }, i) => {
    const pointed = records.map((record) => record[i] ?? "").filter((cell) => cell.includes("."));
    return type === "unknown" && pointed.length > 0 &&
      pointed.every((cell) => pattern.test(cell.trim()));
  });
}

function firstRecordsOf(layout: Layout, sample: Sample): string[][] {
  const options = { limit: GUESSED_FROM, complete: sample.complete };
  if (!layout.createParser) {
    const text = sample.text.replace(/^\uFEFF/, "");
    const above = text.split("\n", layout.preamble ?? 0);
    const table = above.reduce((sum, line) => sum + line.length + 1, 0);
    return firstRecords(text.slice(table), { ...layout, ...options }).slice(layout.header ? 1 : 0);
  }
  const parser = layout.createParser();
  const parsed = sample.text.replace(/^\uFEFF/, "").split(/\r?\n/)
    .map((line) => parser.parse(line))
    .flatMap((each) => each && "record" in each ? [each.record] : []);
  return firstRecords(parsed.slice(0, GUESSED_FROM).join("\n"), {
    ...options,
    delimiter: PARSED_DELIMITER,
    quote: PARSED_QUOTE,
    complete: true,
  });
}
