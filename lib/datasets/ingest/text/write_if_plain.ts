import { type Database, parquetSource, quoteIdentifier } from "../../../tables/duckdb.ts";
import { isBlank } from "../../../tables/numbers.ts";
import type { Layout } from "../../formats/format.ts";
import type { ResolvedLimits } from "../../limits.ts";
import type { PreparedSource } from "../source/prepare.ts";
import type { Sample } from "../source/sample.ts";
import { writePlainText } from "../text_encoder/write_plain_text.ts";
import { guessTypes, mayGroupByPoint } from "./guess_types.ts";
import { misjudgedWords } from "./misjudged_words.ts";
import type { TextResult, TypedColumn } from "./typed_column.ts";

/** A text that nobody has looked through yet. */
export type UncheckedText = Pick<
  PreparedSource,
  "path" | "delimiter" | "quote" | "header" | "lineEnd"
>;

/** How to write a text. */
export interface WriteOptions {
  limits: ResolvedLimits;
  signal?: AbortSignal;
  onProgress?: (fraction: number) => void;
}

/**
 * Does at once what `writeParquet()` does, if every line of the text turns out to be plain.
 *
 * @returns `null` where one is not
 */
export async function writeIfPlain(
  database: Database,
  layout: Layout,
  source: UncheckedText,
  sample: Sample,
  parquetPath: string,
  { limits: { maxLineBytes }, signal, onProgress }: WriteOptions,
): Promise<TextResult | null> {
  const { path, header, delimiter, quote, lineEnd } = source;
  const { dottedLabels, labelFixes = [] } = layout;
  const lineBytes = sample.text.length / sample.text.split("\n").length;
  if (mayGroupByPoint(layout, sample)) return null;
  let columns = guessTypes(layout, sample);
  for (;;) {
    const rules = {
      columns: columns.map(({ name, type, role }) => ({
        name,
        type: type === "categorical" && role === "label" ? "label" as const : type,
      })),
      delimiter,
      quote,
      lineEnd,
      maxLineBytes,
      dottedLabels,
      labelFixes,
    };
    const written = await writePlainText(
      { path, header, lineBytes, rules },
      parquetPath,
      { signal, onProgress },
    );
    if (written === null || written.rows === 0) return null;
    // Dashes alone may be words: that is for a reader to decide who looks at them.
    if ([...written.withoutNumbers].some((i) => layout.columns[i].type === "unknown")) return null;
    if (await hasEmptyRows(database, columns, written.filled, parquetPath)) return null;
    const { rows } = written;
    const { plain: numeric, noted } = await misjudgedWords(database, layout, columns, parquetPath);
    if (noted) return null;
    if (numeric.size === 0) return { columns, rows, rejected: 0, first: [], warnings: [] };
    columns = columns.map((column) =>
      numeric.has(column) ? { ...column, type: "numeric" } : column
    );
  }
}

/** Whether rows hold nothing, such as rows of commas: these are to be passed over. */
async function hasEmptyRows(
  database: Database,
  columns: TypedColumn[],
  filled: Set<number>,
  parquetPath: string,
): Promise<boolean> {
  if (columns.some(({ type }, i) => type === "numeric" && filled.has(i))) return false;
  const empty = columns.map(({ name, type }) =>
    type === "numeric" ? `${quoteIdentifier(name)} IS NULL` : isBlank(quoteIdentifier(name))
  );
  const [[found]] = await database.rows(
    `SELECT count(*) FROM ${parquetSource(parquetPath)} WHERE ${empty.join(" AND ")}`,
  );
  return Number(found) > 0;
}
