/**
 * Directives that tell how to read records. Others, such as `#open` and `#close`, differ from file to
 * file, and a damaged log may have any number of lines that look like one.
 */
const READ = new Set([
  "#separator",
  "#set_separator",
  "#empty_field",
  "#unset_field",
  "#path",
  "#fields",
  "#types",
]);

/**
 * The header of a Zeek log as it is read: the lines that tell how to read the records below, the same
 * for all logs of the same columns.
 */
export class ZeekDirectives {
  readonly #lines = new Map<string, string>();
  #text = "";

  /** @param header that was read before, as {@linkcode ZeekDirectives.text} gives it */
  constructor(header = "") {
    for (const line of header.split("\n")) if (line !== "") this.add(line);
  }

  /** All lines, each ended; empty where there are none. */
  get text(): string {
    return this.#text;
  }

  /** Takes a line that begins with `#`. */
  add(line: string): void {
    const [name] = line.split(/[\t ]/, 1);
    if (!READ.has(name)) return;
    if (name === "#separator") this.#lines.clear();
    this.#lines.set(name, line);
    this.#text = [...this.#lines.values()].map((each) => `${each}\n`).join("");
  }
}
