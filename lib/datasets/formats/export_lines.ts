/**
 * Lines of flow tools that print CSV with a header and, among the flows, lines of their own.
 *
 * @module
 */
import { splitRecord } from "../ingest/source/records.ts";
import { csv } from "./csv.ts";
import {
  csvRecord,
  type Layout,
  type LayoutColumn,
  type LineParser,
  PARSED_DELIMITER,
  type ParsedLine,
} from "./format.ts";
import type { DatasetFormat } from "../../resources/dataset.ts";
import type { Sample } from "../ingest/source/sample.ts";

/** Why the port of whoever opens a connection is no feature. */
export const CLIENT_PORT_REASON = "Clients draw their ports at random.";

/** What is known of a tool. */
export interface ExportTool {
  format: DatasetFormat;
  /** Headers that the tool prints, each told by columns that it has. */
  headers: readonly (readonly string[])[];
  /** What the tool says of some columns. */
  columns: Readonly<Record<string, Partial<LayoutColumn>>>;
  /** Makes what tells lines of the tool itself from flows; they are passed over. */
  ownLines: (names: readonly string[]) => (fields: readonly string[]) => boolean;
}

/** How to read the CSV of a tool; `null` where the header is not one of its. */
export function exportLayout(sample: Sample, tool: ExportTool): Layout | null {
  const layout = csv.recognise(sample);
  if (!layout?.header || layout.delimiter !== ",") return null;
  const names = layout.columns.map(({ name }) => name);
  if (!tool.headers.some((header) => header.every((name) => names.includes(name)))) return null;
  return {
    ...layout,
    format: tool.format,
    columns: layout.columns.map((column) => ({ ...column, ...tool.columns[column.name] })),
    delimiter: PARSED_DELIMITER,
    quote: "",
    header: false,
    preamble: undefined,
    doubtful: false,
    createParser: () => new ExportLines(names, tool.ownLines(names)),
  };
}

/** Reads the lines of a tool; blanks that only align its columns are left out. */
class ExportLines implements LineParser {
  readonly #names: readonly string[];
  readonly #isOwn: (fields: readonly string[]) => boolean;

  constructor(names: readonly string[], isOwn: (fields: readonly string[]) => boolean) {
    this.#names = names;
    this.#isOwn = isOwn;
  }

  parse(line: string): ParsedLine {
    if (line.trim() === "") return null;
    const fields = splitRecord(line, 0, ",", '"').fields.map((field) => field.trim());
    if (this.#isOwn(fields) || fields.every((field, i) => field === this.#names[i])) return null;
    return fields.length === this.#names.length
      ? { record: csvRecord(fields) }
      : { fault: `expected ${this.#names.length} fields, found ${fields.length}` };
  }
}
