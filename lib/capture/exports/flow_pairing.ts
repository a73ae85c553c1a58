import { ACK, ICMP, ICMPV6, SYN } from "../packets/decoded_packet.ts";
import type { ExportedFlow } from "./exported_flow.ts";
import { DEFAULT_PAIRING, type PairingOptions } from "./pairing_options.ts";

/** Types of messages that are answered: the request and its reply. */
const ECHOES: Record<number, [request: number, reply: number]> = {
  [ICMP]: [8, 0],
  [ICMPV6]: [128, 129],
};

/** Flows between the same endpoints that wait at most, so that a flood of them costs little. */
const MAX_ALIKE = 16;

interface Waiting {
  flow: ExportedFlow;
  key: string;
  arrived: number;
  isDone: boolean;
}

/**
 * Puts the two directions of connections together, which most exporters send as two flows. Both come
 * from the same exporter and are less than the window apart, in time and on arrival. One
 * that only opened a TCP connection becomes forward, or else the earlier one, or else the one to the
 * lower port.
 */
export class FlowPairing {
  readonly #onFlow: (flow: ExportedFlow) => void;
  readonly #options: PairingOptions;
  readonly #byKey = new Map<string, Waiting[]>();
  /** In the order of arrival; those that are done stay until they are at the front. */
  #queue: Waiting[] = [];
  #front = 0;
  #size = 0;
  /** Pairs that were found. */
  pairs = 0;

  /** @param onFlow called with each flow, paired or alone */
  constructor(
    onFlow: (flow: ExportedFlow) => void,
    options: Partial<PairingOptions> = {},
  ) {
    this.#onFlow = onFlow;
    this.#options = { ...DEFAULT_PAIRING, ...options };
  }

  /** Flows that wait. */
  get waiting(): number {
    return this.#size;
  }

  /**
   * Adds a flow; it is handed out at once, with its other direction, or when the window has passed.
   *
   * @param now milliseconds, which never decrease
   */
  add(flow: ExportedFlow, now: number): void {
    if (this.#options.window === 0 || !Number.isNaN(flow.reversePackets)) {
      this.#onFlow(flow);
      return;
    }
    this.expire(now);
    if (!canBeAnswered(flow)) {
      this.#release(flow);
      return;
    }
    const key = keyOf(flow);
    const others = this.#byKey.get(key);
    const other = others?.find((each) => this.#areOpposite(each.flow, flow));
    if (other) {
      this.#finish(other);
      this.pairs++;
      this.#onFlow(paired(other.flow, flow));
      return;
    }
    if (this.#size >= this.#options.maxWaiting) this.#releaseOldest();
    if (others && others.length >= MAX_ALIKE) this.#releaseWaiting(others[0]);
    const waiting = { flow, key, arrived: now, isDone: false };
    this.#byKey.set(key, [...this.#byKey.get(key) ?? [], waiting]);
    this.#queue.push(waiting);
    this.#size++;
  }

  /** Hands out the flows whose window has passed. */
  expire(now: number): void {
    const limit = now - this.#options.window * 1000;
    for (; this.#front < this.#queue.length; this.#front++) {
      const waiting = this.#queue[this.#front];
      if (!waiting.isDone && waiting.arrived >= limit) break;
      if (!waiting.isDone) this.#releaseWaiting(waiting);
    }
    this.#trim();
  }

  /** Hands out all flows. */
  flush(): void {
    this.expire(Infinity);
  }

  #areOpposite(a: ExportedFlow, b: ExportedFlow): boolean {
    if (a.source !== b.destination || a.sourcePort !== b.destinationPort) return false;
    if (a.destination !== b.source || a.destinationPort !== b.sourcePort) return false;
    if (a.icmpType === b.icmpType && !Number.isNaN(a.icmpType)) return false;
    const window = this.#options.window * 1e6;
    // Of times that are not known, none is too far apart.
    return !(a.start > b.end + window || b.start > a.end + window);
  }

  #releaseOldest(): void {
    while (this.#queue[this.#front].isDone) this.#front++;
    this.#releaseWaiting(this.#queue[this.#front++]);
    this.#trim();
  }

  #releaseWaiting(waiting: Waiting): void {
    this.#finish(waiting);
    this.#release(waiting.flow);
  }

  #finish(waiting: Waiting): void {
    waiting.isDone = true;
    this.#size--;
    const { key } = waiting;
    const rest = this.#byKey.get(key)!.filter((each) => each !== waiting);
    if (rest.length === 0) this.#byKey.delete(key);
    else this.#byKey.set(key, rest);
  }

  /** A flow whose other direction was not seen. Where packets were sampled, there may have been one. */
  #release(flow: ExportedFlow): void {
    if (flow.sampling === 1) {
      flow.reversePackets = flow.reverseBytes = 0;
      if (!Number.isNaN(flow.flags)) flow.reverseFlags = 0;
    }
    this.#onFlow(flow);
  }

  #trim(): void {
    if (this.#front < 1024 || this.#front < this.#queue.length / 2) return;
    this.#queue = this.#queue.slice(this.#front);
    this.#front = 0;
  }
}

/** Errors of ICMP and the like have no other direction. */
function canBeAnswered({ protocol, icmpType, source, destination }: ExportedFlow): boolean {
  if (source === destination) return false;
  return !(protocol in ECHOES) || ECHOES[protocol].includes(icmpType);
}

/** The same for both directions. */
function keyOf(flow: ExportedFlow): string {
  const a = `${flow.source} ${flow.sourcePort}`;
  const b = `${flow.destination} ${flow.destinationPort}`;
  return `${flow.exporter} ${flow.protocol} ${a < b ? `${a} ${b}` : `${b} ${a}`}`;
}

function paired(first: ExportedFlow, second: ExportedFlow): ExportedFlow {
  const [flow, reply] = isForward(first, second) ? [first, second] : [second, first];
  flow.reversePackets = reply.packets;
  flow.reverseBytes = reply.bytes;
  flow.reverseFlags = reply.flags;
  flow.start = Math.min(flow.start, reply.start);
  flow.end = Math.max(flow.end, reply.end);
  return flow;
}

/** Whether only a SYN was seen of a direction, which nobody answers with. */
function isOpening({ flags }: ExportedFlow): boolean {
  return (flags & (SYN | ACK)) === SYN;
}

/** Whether the first of two directions is that of the originator. */
function isForward(first: ExportedFlow, second: ExportedFlow): boolean {
  const echo = ECHOES[first.protocol];
  if (echo) return first.icmpType === echo[0];
  if (isOpening(first) !== isOpening(second)) return isOpening(first);
  if (first.start < second.start) return true;
  if (first.start > second.start) return false;
  return !(first.sourcePort < first.destinationPort);
}
