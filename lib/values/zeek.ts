/**
 * Lines of Zeek's text logs, as values that equal those of its JSON logs.
 *
 * Source: Zeek's manual, "Zeek Log Formats and Inspection".
 *
 * @module
 */

/** Between the last column of Zeek and those that were added to it. */
const ADDED_COLUMNS = / {2,}/;

/** Whether a line begins a text log of Zeek. */
export function startsZeekLog(line: string): boolean {
  return /^\uFEFF?#(separator|fields)\b/.test(line);
}

/**
 * The header of a log, which may be repeated where logs were joined, and the lines below it.
 *
 * Values are given as JSON logs have them: an unset field is empty, truth values are `true` and
 * `false`, an empty text is empty, and sets and vectors are JSON texts.
 */
export class ZeekHeader {
  fields: string[] = [];
  types: string[] = [];
  /** The kind of the log, such as `conn`; empty where it does not say. */
  path = "";
  #separator = "\t";
  #setSeparator = ",";
  #unset = "-";
  #empty = "(empty)";

  /** Takes a line that begins with `#`. */
  direct(line: string): void {
    const separator = /^#separator\s+(\S+)/.exec(line);
    if (separator) {
      this.#separator = separator[1].replace(
        /\\x([0-9a-f]{2})/gi,
        (_, code) => String.fromCharCode(parseInt(code, 16)),
      );
      return;
    }
    const [directive, ...values] = this.#split(line);
    if (directive === "#unset_field") this.#unset = values[0] ?? "-";
    else if (directive === "#empty_field") this.#empty = values[0] ?? "(empty)";
    else if (directive === "#set_separator") this.#setSeparator = values[0] ?? ",";
    else if (directive === "#path") this.path = values[0] ?? "";
    else if (directive === "#types") this.types = values;
    else if (directive === "#fields") this.fields = values;
  }

  /** The values of a line below the header, as many as it has. */
  values(line: string): string[] {
    return this.#split(line).map((text, index) => this.#value(text, this.types[index] ?? ""));
  }

  #value(text: string, type: string): string {
    if (text === this.#unset) return "";
    if (type === "bool") return text === "T" ? "true" : text === "F" ? "false" : text;
    const inner = /^(?:set|vector|table)\[(\w+)\]/.exec(type)?.[1];
    if (inner === undefined) return text === this.#empty ? "" : text;
    const parts = text === this.#empty ? [] : text.split(this.#setSeparator);
    return JSON.stringify(parts.map((part) => this.#element(part, inner)));
  }

  #element(text: string, type: string): string | number | boolean | null {
    if (text === this.#unset) return null;
    if (type === "bool") return text === "T";
    const isNumber = ["count", "int", "double", "interval", "port", "time"].includes(type);
    const number = Number(text);
    return isNumber && Number.isFinite(number) ? number : text;
  }

  #split(line: string): string[] {
    const values = line.split(this.#separator);
    return [...values.slice(0, -1), ...values.at(-1)!.trimEnd().split(ADDED_COLUMNS)];
  }
}
