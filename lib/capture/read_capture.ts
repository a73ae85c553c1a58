/**
 * From the bytes of captures to flow records.
 *
 * @module
 */
import { captureFormat, CaptureReader } from "./packets/capture_reader.ts";
import type { CapturedPacket } from "./packets/captured_packet.ts";
import { decodePacket } from "./packets/decode_packet.ts";
import { digestOf } from "./packets/digest.ts";
import { FragmentPorts } from "./packets/fragment_ports.ts";
import { PacketTimeline, type PacketTimes } from "./packets/packet_timeline.ts";
import { ReorderWindow } from "./packets/reorder_window.ts";
import type { SkipReason } from "./packets/skip_reason.ts";
import type { TunnelKind } from "./packets/tunnel.ts";
import { TunnelPackets } from "./packets/tunnel_packets.ts";
import { type EndReason, FlowMeter } from "./flows/flow_meter.ts";
import { DEFAULT_METER, type MeterOptions } from "./flows/meter_options.ts";
import { FlowRecord } from "./columns/mod.ts";

export { captureFormat };

/** How a capture is read. */
export interface CaptureOptions extends Partial<MeterOptions> {
  /** Leave out exact copies of a packet, as mirrored ports give them. */
  dropDuplicates?: boolean;
  /** Take the packets that tunnels carry, instead of those that carry them. */
  innerFlows?: boolean;
}

/** What a capture held, besides its flows. */
export interface CaptureSummary {
  packets: number;
  /** Bytes on the wire. */
  bytes: number;
  /** Packets and their bytes by IP protocol number; of those that belong to flows. */
  protocols: Map<number, { packets: number; bytes: number }>;
  /** All packets over time, in seconds since 1970. */
  times: PacketTimes;
  /** Packets that carry another one of IP, whether it was taken or not. */
  tunnelled: Partial<Record<TunnelKind, number>>;
  /** Packets of no flow. */
  skipped: Partial<Record<SkipReason, number>>;
  duplicates: number;
  reordered: number;
  late: number;
  /** Fragments whose ports are not known. */
  orphans: number;
  flows: number;
  ended: Partial<Record<EndReason, number>>;
  /** Why a capture could not be read to its end; the first fault of several. */
  fault: string | null;
}

/** Reads captures in blocks of any size, one after the other as one stretch of traffic. */
export class CaptureFlows {
  #reader: CaptureReader;
  readonly #window: ReorderWindow;
  readonly #meter: FlowMeter;
  readonly #fragments = new FragmentPorts();
  readonly #tunnels = new TunnelPackets();
  readonly #dropDuplicates: boolean;
  readonly #innerFlows: boolean;
  /** By IP protocol number. */
  readonly #packetsOf = new Float64Array(256);
  readonly #bytesOf = new Float64Array(256);
  readonly #timeline = new PacketTimeline();
  readonly #skipped: Partial<Record<SkipReason, number>> = {};
  readonly #ended: Partial<Record<EndReason, number>> = {};
  #packets = 0;
  #bytes = 0;
  /** Time of the newest packet, as packets have it. */
  #newest = -Infinity;
  #flows = 0;
  #fault: string | null = null;

  /** @param onFlow called with each flow when it has ended; the record is valid during the call */
  constructor(onFlow: (flow: FlowRecord) => void, options: CaptureOptions = {}) {
    this.#dropDuplicates = options.dropDuplicates ?? false;
    this.#innerFlows = options.innerFlows ?? false;
    this.#meter = new FlowMeter((ended) => {
      this.#flows++;
      this.#ended[ended.reason] = (this.#ended[ended.reason] ?? 0) + 1;
      onFlow(new FlowRecord(ended, this.#reader.epochSeconds!));
    }, { ...DEFAULT_METER, ...options });
    this.#window = new ReorderWindow((packet) => this.#meter.add(packet), this.#dropDuplicates);
    this.#reader = this.#newReader(null);
  }

  /** Says that another capture begins; flows go on across it. */
  nextCapture(): void {
    this.#endCapture();
    this.#reader = this.#newReader(this.#reader.epochSeconds);
  }

  /**
   * Reads the next bytes.
   *
   * @throws {CaptureError} when the beginning is no capture
   */
  push(bytes: Uint8Array<ArrayBuffer>): void {
    this.#reader.push(bytes);
  }

  /** Why the capture cannot be read on, in a sentence; `null` while it can. */
  get fault(): string | null {
    return this.#reader.fault;
  }

  /**
   * Says that time has passed without packets, as on a wire that is silent: packets that were held back
   * are taken, and flows that have been silent for too long end.
   *
   * @param seconds since the newest packet
   */
  passTime(seconds: number): void {
    if (this.#packets === 0) return;
    this.#window.flush();
    this.#meter.expireAt(this.#newest + seconds * 1e9);
  }

  /** Ends all flows, and tells what the capture held. */
  end(): CaptureSummary {
    this.#endCapture();
    this.#window.flush();
    this.#meter.end();
    return {
      packets: this.#packets,
      bytes: this.#bytes,
      protocols: this.#protocolCounts(),
      times: this.#times(),
      tunnelled: this.#tunnels.counts,
      skipped: this.#skipped,
      duplicates: this.#window.duplicates,
      reordered: this.#window.reordered,
      late: this.#window.late,
      orphans: this.#fragments.orphans,
      flows: this.#flows,
      ended: this.#ended,
      fault: this.#fault,
    };
  }

  #newReader(epochSeconds: number | null): CaptureReader {
    return new CaptureReader((packet) => this.#add(packet), epochSeconds);
  }

  #endCapture(): void {
    this.#reader.end();
    this.#fault ??= this.#reader.fault;
  }

  #add(packet: CapturedPacket): void {
    this.#packets++;
    this.#bytes += packet.wireLength;
    this.#newest = Math.max(this.#newest, packet.time);
    this.#timeline.add(packet.time / 1e9, packet.wireLength);
    const decoded = this.#window.next();
    const reason = decodePacket(packet, decoded);
    if (reason !== null) {
      this.#skipped[reason] = (this.#skipped[reason] ?? 0) + 1;
      return;
    }
    this.#tunnels.open(packet, decoded, this.#innerFlows);
    this.#packetsOf[decoded.protocol]++;
    this.#bytesOf[decoded.protocol] += packet.wireLength;
    this.#fragments.apply(decoded);
    if (this.#dropDuplicates) decoded.digest = digestOf(packet);
    this.#window.add();
  }

  #protocolCounts(): CaptureSummary["protocols"] {
    const counts: CaptureSummary["protocols"] = new Map();
    for (const [protocol, packets] of this.#packetsOf.entries()) {
      if (packets > 0) counts.set(protocol, { packets, bytes: this.#bytesOf[protocol] });
    }
    return counts;
  }

  #times(): PacketTimes {
    const { span: [first, last], ...times } = this.#timeline.times();
    const epoch = this.#reader.epochSeconds ?? 0;
    return { ...times, from: times.from + epoch, span: [first + epoch, last + epoch] };
  }
}
