import type { DatagramFault } from "./datagram_fault.ts";
import {
  type DomainReport,
  ExporterDomain,
  type ExportVersion,
  type StoredDomain,
} from "./exporter_domain.ts";

/** What one exporter sent. */
export interface ExporterReport {
  /** Its address. */
  exporter: string;
  datagrams: number;
  /** Datagrams that could not be read, or not to their end. */
  faults: Partial<Record<DatagramFault, number>>;
  /** When the last datagram came, in milliseconds on the clock that was handed in. */
  lastArrival: number;
  domains: DomainReport[];
}

/** What is known of an exporter besides its domains. */
export interface Exporter {
  datagrams: number;
  faults: Partial<Record<DatagramFault, number>>;
  lastArrival: number;
}

/** The exporters that sent something, and their source ids and observation domains. */
export class ExporterRegistry {
  readonly #limit: number;
  readonly #exporters = new Map<string, Exporter>();
  readonly #domains = new Map<string, ExporterDomain>();

  /** @param limit of each at most; beyond, the one silent for longest is forgotten */
  constructor(limit: number) {
    this.#limit = limit;
  }

  /** Counts a datagram of an exporter. */
  arrive(address: string, now: number): Exporter {
    const exporter = this.#exporters.get(address) ?? this.#add(address);
    exporter.datagrams++;
    exporter.lastArrival = now;
    return exporter;
  }

  /** The domain of an exporter; a new one where it is not known. */
  domain(exporter: string, version: ExportVersion, id: number): ExporterDomain {
    const key = `${exporter} ${version} ${id}`;
    const known = this.#domains.get(key);
    if (known) return known;
    if (this.#domains.size >= this.#limit) this.#domains.delete(longestSilent(this.#domains)!);
    const domain = new ExporterDomain(exporter, version, id);
    this.#domains.set(key, domain);
    return domain;
  }

  /** What came so far, by exporter. */
  report(): ExporterReport[] {
    const byExporter = Map.groupBy(this.#domains.values(), ({ exporter }) => exporter);
    return [...this.#exporters].map(([exporter, known]) => ({
      exporter,
      ...known,
      domains: (byExporter.get(exporter) ?? []).map((domain) => domain.report()),
    }));
  }

  /** What must be known to read what exporters send, as it can be kept. */
  stored(): StoredDomain[] {
    return [...this.#domains.values()].map((domain) => domain.stored());
  }

  restore(stored: readonly StoredDomain[]): void {
    for (const each of stored) {
      this.domain(each.exporter, each.version, each.domain).restore(each);
    }
  }

  #add(address: string): Exporter {
    if (this.#exporters.size >= this.#limit) this.#forget(longestSilent(this.#exporters)!);
    const exporter: Exporter = { datagrams: 0, faults: {}, lastArrival: 0 };
    this.#exporters.set(address, exporter);
    return exporter;
  }

  #forget(address: string): void {
    this.#exporters.delete(address);
    for (const [key, { exporter }] of this.#domains) {
      if (exporter === address) this.#domains.delete(key);
    }
  }
}

function longestSilent(known: Map<string, { lastArrival: number }>): string | undefined {
  let found: string | undefined;
  let least = Infinity;
  for (const [key, { lastArrival }] of known) {
    if (lastArrival < least) [found, least] = [key, lastArrival];
  }
  return found;
}
