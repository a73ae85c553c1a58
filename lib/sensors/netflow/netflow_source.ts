/**
 * Flows that exporters send, as NetFlow v5, v9 and IPFIX.
 *
 * @module
 */
import { EXPORT_COLUMNS } from "../../capture/exports/export_columns.ts";
import type { ExportedFlow } from "../../capture/exports/exported_flow.ts";
import { FlowPairing } from "../../capture/exports/flow_pairing.ts";
import type { StoredDomain } from "../../capture/netflow/exporter_domain.ts";
import { NetflowDecoder } from "../../capture/netflow/netflow_decoder.ts";
import type { ExporterHealth } from "../../resources/exporter_health.ts";
import { delay } from "../source/delay.ts";
import { FlowText } from "../source/flow_text.ts";
import {
  type SensorSource,
  type SourceBlock,
  SourceError,
  type SourceFault,
  type SourceHealth,
} from "../source/source.ts";
import { datagramsOf } from "./datagram_batches.ts";
import { ExportFaults, receiverFaults } from "./export_faults.ts";
import type {
  DatagramBatch,
  ReceiverAnswer,
  ReceiverOptions,
  ReceiverRequest,
} from "./receiver_protocol.ts";

/** Where flows come from, and how they become connections. */
export interface NetflowOptions extends ReceiverOptions {
  /** Seconds within which both directions of a connection are expected. */
  pairingWindow: number;
}

/** What a source of flow exports goes on with: what it knows of exporters. */
export interface NetflowPosition {
  domains: StoredDomain[];
}

/** How often flows are given. */
const STEP_MS = 250;
/** Characters of a block. */
const BLOCK_CHARACTERS = 2 ** 21;
/** Bytes of datagrams that are read in one go. */
const TURN_BYTES = 2 ** 21;
/** So much that waits is not waited with. */
const BUSY_BYTES = 2 ** 18;

/**
 * Collects the datagrams of exporters. What it knows of them (templates, samplers) outlives a restart;
 * datagrams on their way and flows that wait for their other direction do not.
 */
export class NetflowSource implements SensorSource {
  readonly #options: NetflowOptions;
  readonly #receiver: Worker;
  readonly #decoder: NetflowDecoder;
  readonly #pairing: FlowPairing;
  readonly #text = new FlowText<ExportedFlow>(EXPORT_COLUMNS);
  readonly #faults = new ExportFaults();
  #receiverFaults: SourceFault[] = [];
  #batches: DatagramBatch[] = [];
  #waitingBytes = 0;
  #failure: SourceError | null = null;
  /** When the datagrams that are being read came. */
  #now = 0;
  #givenAt = -Infinity;

  private constructor(options: NetflowOptions, position: NetflowPosition | null) {
    this.#options = options;
    this.#pairing = new FlowPairing((flow) => this.#text.add(flow), {
      window: options.pairingWindow,
    });
    this.#decoder = new NetflowDecoder((flow) => this.#pairing.add(flow, this.#now));
    if (position) this.#decoder.restore(position.domains);
    this.#receiver = new Worker(new URL("./receiver_worker.ts", import.meta.url), {
      type: "module",
    });
  }

  /**
   * Begins to listen.
   *
   * @param position as a block gave it; `null` at first
   * @throws {SourceError} when the port cannot be listened on
   */
  static async open(
    options: NetflowOptions,
    position: NetflowPosition | null,
  ): Promise<NetflowSource> {
    const source = new NetflowSource(options, position);
    try {
      await source.#bind();
      return source;
    } catch (error) {
      source[Symbol.dispose]();
      throw error;
    }
  }

  async next(signal: AbortSignal): Promise<SourceBlock> {
    const pause = STEP_MS - (performance.now() - this.#givenAt);
    if (pause > 0 && this.#waitingBytes < BUSY_BYTES) await delay(pause, signal);
    for (;; await delay(this.#batches.length > 0 ? 0 : STEP_MS, signal)) {
      if (this.#failure) throw this.#failure;
      this.#readBatches();
      const faults = [...this.#receiverFaults, ...this.#faults.since(this.#decoder.report())];
      this.#receiverFaults = [];
      if (this.#text.records === 0 && faults.length === 0) continue;
      this.#givenAt = performance.now();
      const position: NetflowPosition = { domains: this.#decoder.stored() };
      return { ...this.#text.take(), skipped: 0, faults, position };
    }
  }

  health(): SourceHealth {
    const { address, port } = this.#options;
    return {
      behindBytes: this.#waitingBytes,
      state: `Listening on ${address}, port ${port}`,
      exporters: this.#decoder.report().map((
        { lastArrival, faults, ...report },
      ): ExporterHealth => ({
        ...report,
        rejected: Object.values(faults).reduce((sum, count) => sum + count, 0),
        lastDatagramAt: new Date(lastArrival).toISOString(),
      })),
    };
  }

  [Symbol.dispose](): void {
    this.#receiver.terminate();
  }

  #bind(): Promise<void> {
    const { promise, resolve, reject } = Promise.withResolvers<void>();
    const fail = (message: string) => {
      this.#failure = new SourceError(message);
      reject(this.#failure);
    };
    this.#receiver.onmessage = ({ data }: MessageEvent<ReceiverAnswer>) => {
      if (data.type === "bound") resolve();
      else if (data.type === "failed") fail(data.message);
      else if (data.type === "losses") this.#receiverFaults.push(...receiverFaults(data.losses));
      else {
        this.#batches.push(data.batch);
        this.#waitingBytes += data.batch.size;
      }
    };
    this.#receiver.onerror = (event) => {
      event.preventDefault();
      fail(`Datagrams cannot be received: ${event.message}`);
    };
    const { address, port, exporters } = this.#options;
    this.#say({ type: "open", options: { address, port, exporters } });
    return promise;
  }

  /** Reads batches that wait until a block is full, or until others should have their turn. */
  #readBatches(): void {
    let taken = 0;
    let bytes = 0;
    while (
      taken < this.#batches.length && bytes < TURN_BYTES && this.#text.length < BLOCK_CHARACTERS
    ) {
      const batch = this.#batches[taken++];
      this.#now = Math.max(this.#now, batch.at);
      for (const { datagram, sender } of datagramsOf(batch)) {
        this.#decoder.decode(datagram, sender, batch.at);
      }
      bytes += batch.size;
    }
    if (bytes > 0) this.#say({ type: "taken", bytes });
    this.#waitingBytes -= bytes;
    this.#batches.splice(0, taken);
    if (this.#batches.length > 0) return;
    // Nothing waits: the clock is the present.
    this.#now = Math.max(this.#now, Date.now());
    this.#decoder.expire(this.#now);
    this.#pairing.expire(this.#now);
  }

  #say(request: ReceiverRequest): void {
    this.#receiver.postMessage(request);
  }
}
