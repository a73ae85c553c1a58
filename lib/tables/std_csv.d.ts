/** The part of Deno std csv that is used here; its npm mirror carries no types. */

/** Writes rows of cells as CSV (RFC 4180), each line ended by CR LF. */
export function stringify(
  data: readonly (readonly string[])[],
  options?: { headers?: boolean; separator?: string },
): string;

/**
 * Reads CSV (RFC 4180) as rows of cells.
 *
 * @throws {SyntaxError} when a quotation mark is open or rows differ in length
 */
export function parse(text: string, options?: { separator?: string }): string[][];
