/**
 * Packets that are sent to the sensor, as flows.
 *
 * @module
 */
import { CaptureError } from "../../capture/capture_error.ts";
import { FLOW_COLUMNS } from "../../capture/columns/mod.ts";
import { CaptureFlows } from "../../capture/read_capture.ts";
import { FlowText } from "../source/flow_text.ts";
import {
  type SensorSource,
  type SourceBlock,
  SourceError,
  type SourceFault,
  type SourceHealth,
} from "../source/source.ts";
import { delay } from "../source/delay.ts";

/** How packets become flows. */
export interface PacketOptions {
  idleTimeout: number;
  activeTimeout: number;
}

/** How often flows are given, and flows that went silent are ended. */
const STEP_MS = 250;

/** Characters of flows that wait; more packets are taken once they are given. */
const MOST_WAITING = 2 ** 21;

/**
 * Meters a stream of packets. A stream begins with the header of a capture and ends when its sender
 * ends it; what was not taken by then cannot be sent again, so that there is no position.
 */
export class PacketSource implements SensorSource {
  readonly #options: PacketOptions;
  readonly #text = new FlowText(FLOW_COLUMNS);
  #flows: CaptureFlows | null = null;
  #fault: SourceFault | null = null;
  #arrivedAt = 0;
  /** Whether a block was given that is not committed yet. */
  #isGiven = false;
  #wake = () => {};

  constructor(options: PacketOptions) {
    this.#options = options;
  }

  async push(bytes: Uint8Array<ArrayBuffer> | null): Promise<void> {
    this.#arrivedAt = performance.now();
    if (bytes === null) this.#end();
    else {
      this.#flows ??= new CaptureFlows((flow) => this.#text.add(flow), this.#options);
      try {
        this.#flows.push(bytes);
      } catch (error) {
        this.#flows = null;
        throw error instanceof CaptureError
          ? new SourceError(
            "This is not a packet capture: send pcap or pcapng, as tcpdump -w - writes it.",
          )
          : error;
      }
      const { fault } = this.#flows;
      if (fault !== null) {
        this.#end();
        throw new SourceError(fault);
      }
    }
    const isWaiting = () =>
      this.#text.length > MOST_WAITING || bytes === null && (this.#hasNews || this.#isGiven);
    while (isWaiting()) {
      await new Promise<void>((resolve) => this.#wake = resolve);
    }
  }

  async next(signal: AbortSignal): Promise<SourceBlock> {
    this.#isGiven = false;
    this.#wake();
    for (;; await delay(STEP_MS, signal)) {
      this.#flows?.passTime((performance.now() - this.#arrivedAt) / 1000);
      if (!this.#hasNews) continue;
      const faults = this.#fault ? [this.#fault] : [];
      this.#fault = null;
      this.#isGiven = true;
      return { ...this.#text.take(), skipped: 0, faults, position: null };
    }
  }

  health(): SourceHealth {
    const isOpen = this.#flows !== null;
    return { behindBytes: 0, state: isOpen ? "Receiving packets" : "Waiting for packets" };
  }

  [Symbol.dispose](): void {}

  get #hasNews(): boolean {
    return this.#text.records > 0 || this.#fault !== null;
  }

  #end(): void {
    const fault = this.#flows?.end().fault ?? null;
    this.#flows = null;
    if (fault === null) return;
    this.#fault = { kind: "gap", reason: fault, count: 1, example: "" };
  }
}
