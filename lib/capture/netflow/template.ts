import { type FieldReader, fieldReader } from "./information_elements.ts";
import { DatagramError } from "./datagram_fault.ts";
import type { RecordFields } from "./record_fields.ts";

/** A field of a template as exporters announce it. */
export interface TemplateField {
  element: number;
  /** Private enterprise number; 0 for fields of IANA's registry. */
  enterprise: number;
  /** In bytes; {@linkcode VARIABLE_LENGTH} where each record says it. */
  length: number;
}

/** A template as it can be kept. */
export interface StoredTemplate {
  id: number;
  fields: TemplateField[];
  /** Fields at the front that say what an options record is about; `null` for records of flows. */
  scopeCount: number | null;
}

/** The length of fields that vary, see RFC 7011, section 7. */
export const VARIABLE_LENGTH = 0xffff;
/** A first byte that says that the next two bytes hold the length. */
const LONG_FIELD = 255;

interface Step {
  length: number;
  read: FieldReader | null;
}

/** How the records of a set are laid out. */
export class Template {
  readonly stored: StoredTemplate;
  /** Bytes of a record at least; all records have this length where no field varies. */
  readonly minimumBytes: number;
  readonly #steps: Step[];

  /**
   * @param interpretsScope whether scope fields are numbered like others, as in IPFIX
   * @throws {DatagramError} when records of it would have no bytes
   */
  constructor(stored: StoredTemplate, interpretsScope: boolean) {
    this.stored = stored;
    const skipped = interpretsScope ? 0 : stored.scopeCount ?? 0;
    this.#steps = stored.fields.map(({ element, enterprise, length }, i) => ({
      length,
      read: i < skipped ? null : fieldReader(element, enterprise),
    }));
    this.minimumBytes = stored.fields
      .reduce((sum, { length }) => sum + (length === VARIABLE_LENGTH ? 1 : length), 0);
    if (this.minimumBytes === 0) throw new DatagramError("bad-template");
  }

  /** Whether its records describe flows, and not the exporter. */
  get isOfFlows(): boolean {
    return this.stored.scopeCount === null;
  }

  /**
   * Reads the record at `at`.
   *
   * @param end of the set
   * @param fields written to
   * @returns where the next record begins
   * @throws {DatagramError} when the set ends within the record
   */
  readRecord(view: DataView, at: number, end: number, fields: RecordFields): number {
    for (const { length: fixed, read } of this.#steps) {
      let length = fixed;
      if (fixed === VARIABLE_LENGTH) {
        if (at >= end) throw new DatagramError("bad-record");
        length = view.getUint8(at++);
        if (length === LONG_FIELD) {
          if (at + 2 > end) throw new DatagramError("bad-record");
          length = view.getUint16(at);
          at += 2;
        }
      }
      if (at + length > end) throw new DatagramError("bad-record");
      if (read !== null) read(fields, view, at, length);
      at += length;
    }
    return at;
  }
}
