/**
 * Logs that Zeek writes as text, such as `conn.log`: lines of fields below a header of directives.
 *
 * Labelled logs of IoT-23, which put blanks before the columns that they add, are read too.
 *
 * Source: Zeek's manual, "Zeek Log Formats and Inspection".
 *
 * @module
 */
import { DatasetError } from "../../base/dataset_error.ts";
import { rolesByName } from "../columns/roles.ts";
import { startsZeekLog, ZeekHeader } from "../../values/zeek.ts";
import { uniqueNames } from "./column_names.ts";
import {
  csvRecord,
  type Format,
  type LayoutColumn,
  type LineParser,
  PARSED_DELIMITER,
  type ParsedLine,
} from "./format.ts";

const NUMERIC = new Set(["count", "int", "double", "interval", "port", "time"]);

/** Zeek's logs as text. */
export const zeek: Format = {
  id: "zeek",
  recognise({ text }) {
    if (!startsZeekLog(text)) return null;
    const { header } = new ZeekLines(text.replace(/^\uFEFF/, "").split(/\r?\n/));
    if (header.fields.length === 0) {
      throw new DatasetError("The Zeek log does not name its columns: a line #fields is missing.");
    }
    return {
      format: "zeek",
      delimiter: PARSED_DELIMITER,
      quote: "",
      header: false,
      ...columnsOf(header),
      createParser: () => new ZeekLines(),
      dottedLabels: false,
      ...(header.path !== "" && { recordKind: { field: "_path", kind: header.path } }),
    };
  },
};

function columnsOf({ fields, types }: ZeekHeader): { columns: LayoutColumn[]; warnings: string[] } {
  const { names, warnings } = uniqueNames(fields);
  const roles = rolesByName(names);
  const columns = names.map((name, i): LayoutColumn => {
    const role = roles.byColumn[i] ?? (types[i] === "addr" ? "identifier" : undefined);
    const words = role === "label" || role === "category";
    const type = types.length === 0 ? "unknown" : NUMERIC.has(types[i]) ? "numeric" : "categorical";
    return { name, type: words ? "categorical" : type, ...(role && { role }) };
  });
  return { columns, warnings: [...warnings, ...roles.warnings] };
}

class ZeekLines implements LineParser {
  readonly header = new ZeekHeader();
  /** The columns of the first header. */
  #columns: string[] = [];
  /** Whether a later header, as in logs that were joined, names other columns. */
  #isForeign = false;

  /** @param start the first lines, read up to the first record */
  constructor(start: string[] = []) {
    for (const line of start) {
      if (!line.startsWith("#") && line !== "") break;
      this.parse(line);
    }
  }

  parse(line: string): ParsedLine {
    const { header } = this;
    if (line === "") return null;
    if (line.startsWith("#")) {
      header.direct(line);
      if (this.#columns.length === 0) this.#columns = header.fields;
      this.#isForeign = header.fields.join("\n") !== this.#columns.join("\n");
      return null;
    }
    if (this.#isForeign) return { fault: "the log has other columns from here on" };
    const values = header.values(line);
    return values.length === header.fields.length
      ? { record: csvRecord(values) }
      : { fault: `expected ${header.fields.length} fields, found ${values.length}` };
  }
}
