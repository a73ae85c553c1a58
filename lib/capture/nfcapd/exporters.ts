import { ipv4Text, ipv6Text } from "./record_view.ts";

/** Length of a record about an exporter. */
const RECORD_BYTES = 32;
/** Linux's number of the family of IPv4. */
const IPV4_FAMILY = 2;

/** An exporter that a file names. */
export interface FileExporter {
  address: string;
  /** Source id or observation domain. */
  domain: number;
}

/** The exporters of a file by the numbers that its records refer to them by. */
export class FileExporters {
  readonly #exporters = new Map<number, FileExporter>();

  /** Learns from a record about an exporter. */
  learn(view: DataView, at: number, length: number): void {
    if (length < RECORD_BYTES) return;
    const isIpv4 = view.getUint16(at + 24, true) === IPV4_FAMILY;
    const address = isIpv4 ? ipv4Text(view, at + 16) : ipv6Text(view, at + 8);
    const domain = view.getUint32(at + 28, true);
    this.#exporters.set(view.getUint16(at + 26, true), { address, domain });
  }

  get(number: number): FileExporter | undefined {
    return this.#exporters.get(number);
  }
}
