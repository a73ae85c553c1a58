/**
 * Logs that Zeek writes as text, such as `conn.log`: lines of fields below a header of directives.
 *
 * Labelled logs of IoT-23, which put blanks before the columns that they add, are read too.
 *
 * Source: Zeek's manual, "Zeek Log Formats and Inspection".
 *
 * @module
 */
import { DatasetError } from "../types.ts";
import { rolesByName } from "../roles.ts";
import { uniqueNames } from "./column_names.ts";
import {
  csvRecord,
  type Format,
  type LayoutColumn,
  type LineParser,
  PARSED_DELIMITER,
  type ParsedLine,
} from "./format.ts";

/** What the directives of a log say. */
interface ZeekHeader {
  separator: string;
  unset: string;
  fields: string[];
  types: string[];
}

const NUMERIC = new Set(["count", "int", "double", "interval", "port", "time"]);
/** Between the last column of Zeek and those that were added to it. */
const BLANKS = / {2,}/;

/** Zeek's logs as text. */
export const zeek: Format = {
  id: "zeek",
  recognise({ text }) {
    if (!/^\uFEFF?#(separator|fields)\b/.test(text)) return null;
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
  readonly header: ZeekHeader = { separator: "\t", unset: "-", fields: [], types: [] };
  /** Whether a later header, as in logs that were joined, names other columns. */
  #foreign = false;

  /** @param start the first lines, read up to the first record */
  constructor(start: string[] = []) {
    for (const line of start) {
      if (!line.startsWith("#") && line !== "") break;
      this.parse(line);
    }
  }

  parse(line: string): ParsedLine {
    if (line === "") return null;
    if (line.startsWith("#")) {
      this.#direct(line);
      return null;
    }
    const { fields, unset } = this.header;
    const values = this.#split(line);
    if (this.#foreign) return { fault: "the log has other columns from here on" };
    return values.length === fields.length
      ? { record: csvRecord(values.map((value) => value === unset ? "" : value)) }
      : { fault: `expected ${fields.length} fields, found ${values.length}` };
  }

  #direct(line: string): void {
    const { header } = this;
    const separator = /^#separator\s+(\S+)/.exec(line);
    if (separator) {
      header.separator = separator[1].replace(
        /\\x([0-9a-f]{2})/gi,
        (_, code) => String.fromCharCode(parseInt(code, 16)),
      );
      return;
    }
    const [directive, ...values] = this.#split(line);
    if (directive === "#unset_field") header.unset = values[0] ?? "-";
    else if (directive === "#types") header.types = values;
    else if (directive === "#fields") {
      if (header.fields.length === 0) header.fields = values;
      this.#foreign = header.fields.join("\n") !== values.join("\n");
    }
  }

  #split(line: string): string[] {
    const values = line.split(this.header.separator);
    return [...values.slice(0, -1), ...values.at(-1)!.trimEnd().split(BLANKS)];
  }
}
