import type { ExportVersion } from "../../capture/netflow/exporter_domain.ts";
import { type DatagramFault, FAULT_NAMES } from "../../capture/netflow/datagram_fault.ts";
import type { ExporterReport } from "../../capture/netflow/exporter_registry.ts";
import type { SourceFault } from "../source/source.ts";
import type { ReceiverLosses } from "./receiver_protocol.ts";

/** What sequence numbers count. */
const UNITS: Record<ExportVersion, string> = { 5: "flows", 9: "datagrams", 10: "records" };

const MISSING = "Gaps in sequence numbers: some datagrams did not arrive";
const UNDECODED = "Sets of records whose template did not come in time";

/** Tells what came to be missing since it was last asked. */
export class ExportFaults {
  /** Counts that were told, by exporter and what they count. */
  readonly #told = new Map<string, number>();

  /** @param reports of all exporters */
  since(reports: readonly ExporterReport[]): SourceFault[] {
    const faults: SourceFault[] = [];
    const add = (fault: Omit<SourceFault, "count">, place: string, total: number) => {
      const key = `${place} ${fault.reason}`;
      const count = total - (this.#told.get(key) ?? 0);
      if (count <= 0) return;
      this.#told.set(key, total);
      faults.push({ ...fault, count });
    };
    for (const { exporter, faults: counts, domains } of reports) {
      for (const [fault, count] of Object.entries(counts) as [DatagramFault, number][]) {
        const reason = sentence(FAULT_NAMES[fault][1]);
        add({ kind: "rejected", reason, example: exporter }, exporter, count);
      }
      for (const { version, domain, gaps, lost, undecoded } of domains) {
        const place = `${exporter}, version ${version}, source ${domain}`;
        const example = `${exporter}: ${lost} ${UNITS[version]}`;
        add({ kind: "gap", reason: MISSING, example }, place, gaps);
        add({ kind: "gap", reason: UNDECODED, example: exporter }, place, undecoded);
      }
    }
    return faults;
  }
}

/** What a receiver lost, as faults. */
export function receiverFaults(losses: ReceiverLosses): SourceFault[] {
  const faults: SourceFault[] = [
    {
      kind: "gap",
      reason: "Datagrams dropped by the system for lack of buffer space: raise net.core.rmem_max",
      count: losses.overflowed,
      example: "",
    },
    {
      kind: "gap",
      reason: "Datagrams that came faster than they could be read",
      count: losses.dropped,
      example: "",
    },
    {
      kind: "rejected",
      reason: "Datagrams from senders that are not allowed",
      count: losses.refused,
      example: losses.refusedSender,
    },
  ];
  return faults.filter(({ count }) => count > 0);
}

function sentence(words: string): string {
  return words[0].toUpperCase() + words.slice(1);
}
