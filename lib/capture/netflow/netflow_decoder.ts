/**
 * From datagrams of flow exporters to flows: NetFlow v5, NetFlow v9 and IPFIX.
 *
 * Sources: RFC 3954 (NetFlow v9), RFC 7011 (IPFIX).
 *
 * @module
 */
import type { ExportedFlow } from "../exports/exported_flow.ts";
import { DatagramError } from "./datagram_fault.ts";
import type { ExporterDomain, StoredDomain } from "./exporter_domain.ts";
import { ExporterRegistry, type ExporterReport } from "./exporter_registry.ts";
import type { ExportTime } from "./flow_of_record.ts";
import { FIRST_TEMPLATE, readTemplates } from "./read_templates.ts";
import { readV5Header, readV5Record } from "./read_v5.ts";
import { type WaitingLimits, WaitingSets } from "./waiting_sets.ts";

/** How much is kept at most. */
export interface DecoderLimits {
  /** Source ids and observation domains of all exporters; beyond, the one silent for longest goes. */
  domains: number;
  /** Sets that came before their template. */
  waiting: WaitingLimits;
}

/** Enough for large networks; templates are sent every few minutes at most. */
export const DEFAULT_DECODER_LIMITS: DecoderLimits = {
  domains: 256,
  waiting: { bytes: 2 ** 22, milliseconds: 10 * 60_000 },
};

const V9_HEADER_BYTES = 20;
const IPFIX_HEADER_BYTES = 16;
const SET_HEADER_BYTES = 4;

/** What a set must be read with. */
interface SetContext {
  domain: ExporterDomain;
  sent: ExportTime;
}

/** Where the sets of a datagram are, and what its header says. */
interface Message extends SetContext {
  from: number;
  end: number;
}

/** Decodes the datagrams of any number of exporters. */
export class NetflowDecoder {
  readonly #onFlow: (flow: ExportedFlow) => void;
  readonly #exporters: ExporterRegistry;
  readonly #waiting: WaitingSets<SetContext>;

  /** @param onFlow called with each flow in the order of the datagrams */
  constructor(
    onFlow: (flow: ExportedFlow) => void,
    limits: DecoderLimits = DEFAULT_DECODER_LIMITS,
  ) {
    this.#onFlow = onFlow;
    this.#exporters = new ExporterRegistry(limits.domains);
    this.#waiting = new WaitingSets(limits.waiting, ({ context: { domain } }) => {
      domain.waiting--;
      domain.undecoded++;
    });
  }

  /**
   * Reads one datagram. What cannot be read is counted by reason and never throws.
   *
   * @param exporter address that it came from
   * @param now when it came, in milliseconds
   */
  decode(datagram: Uint8Array, exporter: string, now: number): void {
    const known = this.#exporters.arrive(exporter, now);
    const view = new DataView(datagram.buffer, datagram.byteOffset, datagram.byteLength);
    try {
      if (view.byteLength < 2) throw new DatagramError("too-short");
      const version = view.getUint16(0);
      if (version === 5) this.#readV5(view, exporter, now);
      else if (version === 9) this.#readV9(view, exporter, now);
      else if (version === 10) this.#readIpfix(view, exporter, now);
      else throw new DatagramError("unknown-version");
    } catch (error) {
      if (!(error instanceof DatagramError)) throw error;
      known.faults[error.fault] = (known.faults[error.fault] ?? 0) + 1;
    }
  }

  /** Gives up sets whose template has not come in time. */
  expire(now: number): void {
    this.#waiting.expire(now);
  }

  /** What came so far, by exporter. */
  report(): ExporterReport[] {
    return this.#exporters.report();
  }

  /** What must be known to go on after a restart of ours. */
  stored(): StoredDomain[] {
    return this.#exporters.stored();
  }

  /** Takes up what {@linkcode NetflowDecoder.stored} gave. */
  restore(stored: readonly StoredDomain[]): void {
    this.#exporters.restore(stored);
  }

  #readV5(view: DataView, exporter: string, now: number): void {
    const header = readV5Header(view);
    const domain = this.#exporters.domain(exporter, 5, header.engine);
    domain.begin(header.sequence, header.uptime, now);
    domain.sequence.advance(header.count);
    for (let i = 0; i < header.complete; i++) {
      domain.flows++;
      this.#onFlow(readV5Record(view, i, header, exporter));
    }
    if (header.complete < header.count) throw new DatagramError("cut-off");
  }

  #readV9(view: DataView, exporter: string, now: number): void {
    if (view.byteLength < V9_HEADER_BYTES) throw new DatagramError("too-short");
    const domain = this.#exporters.domain(exporter, 9, view.getUint32(16));
    const sent = { uptime: view.getUint32(4), time: view.getUint32(8) * 1000 };
    domain.begin(view.getUint32(12), sent.uptime, now);
    domain.sequence.advance(1);
    this.#readSets(view, { domain, sent, from: V9_HEADER_BYTES, end: view.byteLength }, now);
  }

  #readIpfix(view: DataView, exporter: string, now: number): void {
    if (view.byteLength < IPFIX_HEADER_BYTES) throw new DatagramError("too-short");
    const length = view.getUint16(2);
    const domain = this.#exporters.domain(exporter, 10, view.getUint32(12));
    const sent = { uptime: NaN, time: view.getUint32(4) * 1000 };
    domain.begin(view.getUint32(8), NaN, now);
    const end = Math.min(length, view.byteLength);
    let records: number | null = null;
    try {
      records = this.#readSets(view, { domain, sent, from: IPFIX_HEADER_BYTES, end }, now);
      if (length > view.byteLength) {
        records = null;
        throw new DatagramError("cut-off");
      }
    } finally {
      domain.sequence.advance(records);
    }
  }

  /** @returns records of the sets; `null` where a template is missing */
  #readSets(view: DataView, message: Message, now: number): number | null {
    let records: number | null = 0;
    let at = message.from;
    while (message.end - at >= SET_HEADER_BYTES) {
      const id = view.getUint16(at);
      const length = view.getUint16(at + 2);
      // Some exporters fill datagrams up with zeros.
      if (id === 0 && length === 0) break;
      const end = at + length;
      if (length < SET_HEADER_BYTES) throw new DatagramError("bad-set");
      if (end > message.end) throw new DatagramError("cut-off");
      const from = at + SET_HEADER_BYTES;
      if (id < FIRST_TEMPLATE) this.#readTemplates(id, view, from, end, message.domain);
      else {
        const count = this.#readData(id, view, from, end, message, now);
        records = records === null || count === null ? null : records + count;
      }
      at = end;
    }
    return records;
  }

  #readTemplates(
    set: number,
    view: DataView,
    from: number,
    end: number,
    domain: ExporterDomain,
  ): void {
    for (const change of readTemplates(set, domain.version, view, from, end)) {
      domain.templates.apply(change);
      if ("template" in change) this.#readWaiting(change.template.id, domain);
    }
  }

  #readData(
    id: number,
    view: DataView,
    from: number,
    end: number,
    { domain, sent }: Message,
    now: number,
  ): number | null {
    const template = domain.templates.get(id);
    if (template) return domain.readRecords(template, view, from, end, sent, this.#onFlow);
    const bytes = new Uint8Array(view.buffer, view.byteOffset + from, end - from).slice();
    domain.waiting++;
    this.#waiting.add({
      key: waitingKey(domain, id),
      bytes,
      context: { domain, sent },
      arrived: now,
    });
    return null;
  }

  #readWaiting(id: number, domain: ExporterDomain): void {
    const template = domain.templates.get(id)!;
    for (const { bytes, context } of this.#waiting.take(waitingKey(domain, id))) {
      domain.waiting--;
      const view = new DataView(bytes.buffer);
      try {
        domain.readRecords(template, view, 0, bytes.length, context.sent, this.#onFlow);
      } catch (error) {
        if (!(error instanceof DatagramError)) throw error;
        domain.undecoded++;
      }
    }
  }
}

function waitingKey({ exporter, version, domain }: ExporterDomain, template: number): string {
  return `${exporter} ${version} ${domain} ${template}`;
}
