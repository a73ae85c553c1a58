import type { ExportedFlow } from "../exports/exported_flow.ts";
import { type ExportTime, flowOfRecord } from "./flow_of_record.ts";
import { RecordFields } from "./record_fields.ts";
import { Samplers, type StoredSamplers } from "./sampling.ts";
import { type Arrival, Sequence } from "./sequence.ts";
import type { StoredTemplate, Template } from "./template.ts";
import { TemplateStore } from "./template_store.ts";

/** Versions of flow exports; 10 is IPFIX. */
export type ExportVersion = 5 | 9 | 10;

/** What one exporter sent under one source id or observation domain. */
export interface DomainReport {
  version: ExportVersion;
  domain: number;
  datagrams: number;
  flows: number;
  /** Records that are not about flows between addresses, such as counters of interfaces. */
  otherRecords: number;
  /** What the sequence numbers say is missing: flows in v5, datagrams in v9, records in IPFIX. */
  lost: number;
  gaps: number;
  /** Datagrams that others overtook. */
  late: number;
  restarts: number;
  templates: number;
  /** Sets of records that wait for their template. */
  waiting: number;
  /** Sets of records that were given up because their template did not come. */
  undecoded: number;
}

/** What must be known of a domain to read its records, as it can be kept. */
export interface StoredDomain {
  exporter: string;
  version: ExportVersion;
  domain: number;
  templates: StoredTemplate[];
  samplers: StoredSamplers;
  /** When the exporter started, in milliseconds since 1970; `null` where its options did not say. */
  bootTime: number | null;
}

/** Uptimes of datagrams on the way may be this much behind, in milliseconds. */
const UPTIME_SLACK = 10_000;
/** Uptimes wrap after 2^32 milliseconds. */
const WRAP = 2 ** 32;

/** What is known about one source id or observation domain of an exporter. */
export class ExporterDomain {
  readonly exporter: string;
  readonly version: ExportVersion;
  readonly domain: number;
  readonly templates: TemplateStore;
  readonly sequence: Sequence = new Sequence();
  readonly #samplers = new Samplers();
  #bootTime = NaN;
  #uptime = NaN;
  /** On the clock of the receiver, in milliseconds. */
  lastArrival = 0;
  datagrams = 0;
  flows = 0;
  waiting = 0;
  undecoded = 0;
  #otherRecords = 0;
  #restarts = 0;

  constructor(exporter: string, version: ExportVersion, domain: number) {
    this.exporter = exporter;
    this.version = version;
    this.domain = domain;
    this.templates = new TemplateStore(version === 10);
  }

  /**
   * Takes the header of the next datagram into account. After a restart of the exporter its templates
   * may mean something else, so they are forgotten.
   *
   * @param uptime in milliseconds; `NaN` where the header has none
   */
  begin(sequence: number, uptime: number, now: number): Arrival {
    this.datagrams++;
    this.lastArrival = now;
    const hasRestarted = this.#uptime - uptime > UPTIME_SLACK &&
      !(this.#uptime > WRAP * 0.9 && uptime < WRAP * 0.1);
    this.#uptime = uptime;
    if (hasRestarted) this.sequence.restart();
    const arrival = this.sequence.arrive(sequence);
    if (!hasRestarted && arrival !== "restart") return arrival;
    this.#restarts++;
    this.#bootTime = NaN;
    this.templates.clear();
    return "restart";
  }

  /**
   * Reads the records of a set.
   *
   * @param sent when the exporter sent it
   * @returns how many there are
   * @throws {DatagramError} when the set cuts off a record; those before it were handed out
   */
  readRecords(
    template: Template,
    view: DataView,
    from: number,
    end: number,
    sent: ExportTime,
    onFlow: (flow: ExportedFlow) => void,
  ): number {
    let count = 0;
    // What is shorter than a record fills the set up.
    for (let at = from; end - at >= template.minimumBytes; count++) {
      const fields = new RecordFields();
      at = template.readRecord(view, at, end, fields);
      if (template.isOfFlows) this.#readFlow(fields, sent, onFlow);
      else this.#readOptions(fields);
    }
    return count;
  }

  report(): DomainReport {
    const { version, domain, datagrams, flows, waiting, undecoded } = this;
    const { lost, gaps, late } = this.sequence;
    return {
      ...{ version, domain, datagrams, flows, otherRecords: this.#otherRecords },
      ...{ lost, gaps, late, restarts: this.#restarts },
      ...{ templates: this.templates.size, waiting, undecoded },
    };
  }

  stored(): StoredDomain {
    const { exporter, version, domain } = this;
    return {
      ...{ exporter, version, domain },
      templates: this.templates.stored(),
      samplers: this.#samplers.stored(),
      bootTime: Number.isNaN(this.#bootTime) ? null : this.#bootTime,
    };
  }

  restore({ templates, samplers, bootTime }: StoredDomain): void {
    for (const template of templates) this.templates.apply({ template });
    this.#samplers.restore(samplers);
    this.#bootTime = bootTime ?? NaN;
  }

  #readFlow(
    fields: RecordFields,
    sent: ExportTime,
    onFlow: (flow: ExportedFlow) => void,
  ): void {
    if (fields.source === "" || fields.destination === "") {
      this.#otherRecords++;
      return;
    }
    this.flows++;
    const { exporter, domain } = this;
    const sampling = this.#samplers.intervalOf(fields);
    onFlow(flowOfRecord(fields, sent, { exporter, domain, sampling, bootTime: this.#bootTime }));
  }

  #readOptions(fields: RecordFields): void {
    this.#otherRecords++;
    this.#samplers.learn(fields);
    if (!Number.isNaN(fields.bootTime)) this.#bootTime = fields.bootTime;
  }
}
