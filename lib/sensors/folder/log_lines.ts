/**
 * The lines of a log as blocks of records: Zeek's text logs, and JSON objects, as Zeek and Suricata
 * write them.
 *
 * @module
 */
import { concatenated } from "../../base/typed_arrays.ts";
import { parseJson } from "../../values/json.ts";
import { ZeekHeader } from "../../values/zeek.ts";
import type { SourceBlock, SourceFault } from "../source/source.ts";
import { ZeekDirectives } from "./zeek_directives.ts";

/** The kind that stands for every record. */
const ALL_KINDS = "all";

/** What is read of Suricata's events where nobody chooses. */
const DEFAULT_EVENT = "flow";

/** Characters of a line that is shown. */
const SHOWN = 120;

const [HASH, BRACE, LF, CR, SPACE] = [0x23, 0x7b, 0x0a, 0x0d, 0x20];

/** What is wrong with a line, or what else it is than a record. */
type LineFate = "record" | "skipped" | { fault: string };

/** Reads lines of one log into a block that has one header. */
export class LogLines {
  readonly #eventType: string | undefined;
  readonly #directives: ZeekDirectives;
  /** Reads fields by the header of the block; made when they are needed. */
  #zeek: ZeekHeader | null = null;
  #separator = 0x09;
  #fields = 0;
  #header: string;
  #lines: Uint8Array<ArrayBuffer>[] = [];
  #records = 0;
  #skipped = 0;
  #faults = new Map<string, SourceFault>();

  /**
   * @param header that was read before
   * @param eventType which records to read, see `sensorSettingsSchema`
   */
  constructor(header: string, eventType?: string) {
    this.#eventType = eventType;
    this.#directives = new ZeekDirectives(header);
    this.#header = header;
    this.#prepare();
  }

  /** The header of what follows. */
  get header(): string {
    return this.#directives.text;
  }

  /** Whether the block holds anything. */
  get isEmpty(): boolean {
    return this.#records + this.#skipped + this.#faults.size === 0;
  }

  /**
   * Takes lines, up to where another header begins.
   *
   * @param bytes whole lines; the last need not end
   * @returns how many bytes were taken
   */
  take(bytes: Uint8Array<ArrayBuffer>): number {
    let from = 0;
    let keptFrom = 0;
    const keep = (to: number) => {
      if (to > keptFrom) this.#lines.push(bytes.slice(keptFrom, to));
    };
    while (from < bytes.length) {
      const feed = bytes.indexOf(LF, from);
      const next = feed < 0 ? bytes.length : feed + 1;
      let to = feed < 0 ? bytes.length : feed;
      if (to > from && bytes[to - 1] === CR) to--;
      const isDirective = bytes[from] === HASH;
      if (!isDirective && this.#directives.text !== this.#header) {
        if (this.#records > 0) break;
        this.#header = this.#directives.text;
        this.#prepare();
      }
      let isKept = false;
      if (isDirective) this.#directives.add(textOf(bytes, from, to));
      else if (!isBlank(bytes, from, to)) isKept = this.#takeRecord(bytes, from, to);
      if (!isKept || to + 1 !== next) {
        keep(from);
        // A carriage return goes, and a missing line feed comes.
        if (isKept) this.#lines.push(bytes.slice(from, to), LINE_FEED);
        keptFrom = next;
      }
      from = next;
    }
    keep(from);
    return from;
  }

  /** A line that is too long to be read was passed over. */
  refuse(fault: string, bytes: Uint8Array): void {
    this.#reject(fault, bytes, 0, bytes.length);
  }

  /** Gives the block, and begins the next. */
  block(): Omit<SourceBlock, "position"> {
    const block = {
      header: this.#header,
      lines: concatenated(Uint8Array, this.#lines) as Uint8Array<ArrayBuffer>,
      records: this.#records,
      skipped: this.#skipped,
      faults: [...this.#faults.values()],
    };
    this.#lines = [];
    this.#records = 0;
    this.#skipped = 0;
    this.#faults = new Map();
    return block;
  }

  #takeRecord(bytes: Uint8Array, from: number, to: number): boolean {
    const fate = this.#header !== ""
      ? this.#zeekRecord(bytes, from, to)
      : bytes[from] === BRACE
      ? this.#jsonRecord(bytes, from, to)
      : { fault: "The line is neither below a header of Zeek nor a JSON object." };
    if (fate === "record") this.#records++;
    else if (fate === "skipped") this.#skipped++;
    else this.#reject(fate.fault, bytes, from, to);
    return fate === "record";
  }

  #zeekRecord(bytes: Uint8Array, from: number, to: number): LineFate {
    if (this.#fields === 0) return { fault: "The header above the line has no #fields." };
    let found = 1;
    for (let at = from; at < to; at++) if (bytes[at] === this.#separator) found++;
    // Columns that were added to a log may be separated by blanks.
    if (found !== this.#fields) found = this.#zeek!.values(textOf(bytes, from, to)).length;
    return found === this.#fields
      ? "record"
      : { fault: `A line has ${found} fields, its header has ${this.#fields}.` };
  }

  #jsonRecord(bytes: Uint8Array, from: number, to: number): LineFate {
    let record: Record<string, unknown>;
    try {
      record = parseJson(textOf(bytes, from, to)) as Record<string, unknown>;
    } catch {
      return { fault: "The line is not valid JSON." };
    }
    return this.#isWanted(record) ? "record" : "skipped";
  }

  #isWanted({ event_type: event, _path: path }: Record<string, unknown>): boolean {
    const wanted = this.#eventType;
    if (wanted === ALL_KINDS) return true;
    if (wanted !== undefined) return event === wanted || path === wanted;
    return typeof event !== "string" || event === DEFAULT_EVENT;
  }

  #reject(reason: string, bytes: Uint8Array, from: number, to: number): void {
    const known = this.#faults.get(reason);
    if (known) known.count++;
    else {
      const example = textOf(bytes, from, Math.min(to, from + SHOWN));
      this.#faults.set(reason, { kind: "rejected", reason, count: 1, example });
    }
  }

  #prepare(): void {
    this.#zeek = new ZeekHeader();
    for (const line of this.#header.split("\n")) if (line !== "") this.#zeek.direct(line);
    this.#fields = this.#zeek.fields.length;
    const separator = /^#separator \\x([0-9a-f]{2})$/m.exec(this.#header)?.[1];
    this.#separator = separator === undefined ? 0x09 : parseInt(separator, 16);
  }
}

const decoder = new TextDecoder();
const LINE_FEED = Uint8Array.of(LF);

function textOf(bytes: Uint8Array, from: number, to: number): string {
  return decoder.decode(bytes.subarray(from, to));
}

function isBlank(bytes: Uint8Array, from: number, to: number): boolean {
  for (let at = from; at < to; at++) if (bytes[at] > SPACE) return false;
  return true;
}
