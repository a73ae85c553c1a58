/**
 * Splitting a piece of delimited text into fields, as RFC 4180 has it.
 *
 * @module
 */

/** One record of delimited text. */
export interface TextRecord {
  fields: string[];
  /** Index after the record and its line end. */
  end: number;
  /** Whether the record ended before the text did. */
  closed: boolean;
}

/**
 * Splits the record that starts at `start`.
 *
 * A field that begins with the quote runs to the closing quote; a doubled quote stands for one.
 *
 * @param quote the quote character, or an empty string where the format knows none
 */
export function splitRecord(
  text: string,
  start: number,
  delimiter: string,
  quote: string,
): TextRecord {
  const fields: string[] = [];
  let field = "";
  let quoted = false;
  let fresh = true;
  for (let i = start; i < text.length; i++) {
    const char = text[i];
    if (quoted) {
      if (char !== quote) field += char;
      else if (text[i + 1] === quote) field += text[++i];
      else quoted = false;
    } else if (char === quote && fresh) {
      quoted = true;
      fresh = false;
    } else if (char === delimiter) {
      fields.push(field);
      field = "";
      fresh = true;
    } else if (char === "\n" || (char === "\r" && text[i + 1] === "\n")) {
      fields.push(field);
      return { fields, end: i + (char === "\n" ? 1 : 2), closed: true };
    } else {
      field += char;
      fresh = false;
    }
  }
  fields.push(field);
  return { fields, end: text.length, closed: false };
}

/** The first records of a text that are not blank lines, at most `limit`; a cut last one is left out. */
export function firstRecords(
  text: string,
  options: { delimiter: string; quote: string; limit: number; complete: boolean },
): string[][] {
  const records: string[][] = [];
  let position = 0;
  while (position < text.length && records.length < options.limit) {
    const { fields, end, closed } = splitRecord(text, position, options.delimiter, options.quote);
    position = end;
    if (!closed && !options.complete) break;
    if (fields.length > 1 || fields[0] !== "") records.push(fields);
  }
  return records;
}
