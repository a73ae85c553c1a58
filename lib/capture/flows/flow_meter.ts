/**
 * From packets in the order of their times to flows.
 *
 * A flow is what two endpoints exchange by one protocol. The originator sent the SYN, or received the
 * SYN-ACK, or else sent the first packet. A TCP flow ends with a FIN from both sides and the
 * acknowledgement of the second, or with a RST; what straggles in within a short while belongs to it.
 * Every flow ends after silence, and after a time at most: the packet behind the timeout begins the next
 * flow and belongs to that alone.
 *
 * Sources of the rules: G. Engelen, V. Rimmer, W. Joosen, "Troubleshooting an Intrusion Detection
 * Dataset: the CICIDS2017 Case Study" (2021); L. Liu et al., "Error Prevalence in NIDS Datasets"
 * (2022); A. Rosay et al., "Network Intrusion Detection: A Comprehensive Analysis of CIC-IDS2017"
 * (2022).
 *
 * @module
 */
import { ACK, type DecodedPacket, FIN, RST, SYN, TCP } from "../packets/decoded_packet.ts";
import { CONNECTION_START, ENDED, FIN_FLAGS, FIRST_IS_ORIGINATOR, LAST, START } from "./fields.ts";
import type { FlowRows } from "./flow_rows.ts";
import { FlowTable, RowList, sourceIsFirst } from "./flow_table.ts";
import { DEFAULT_METER, type MeterOptions } from "./meter_options.ts";
import { addPacket, beginFlow } from "./update_flow.ts";

/** Why flows end. */
export const END_REASONS = ["fin", "rst", "idle", "active", "capture-end", "evicted"] as const;

/** Why a flow ended. */
export type EndReason = typeof END_REASONS[number];

/** How long packets may straggle in after TCP closed, in nanoseconds. */
const LINGER = 5e9;

/** A flow that has ended, as its row among others; from a meter, valid during the call alone. */
export interface EndedFlow {
  rows: FlowRows;
  row: number;
  reason: EndReason;
}

/** Turns packets into flows. */
export class FlowMeter {
  readonly #onFlow: (flow: EndedFlow) => void;
  readonly #idle: number;
  readonly #active: number;
  readonly #table: FlowTable;
  /** Flows by their last packet, and closed ones by the time of the close. */
  readonly #open = new RowList();
  readonly #closed = new RowList();
  #now = -Infinity;

  /** @param onFlow called with each flow when it has ended */
  constructor(onFlow: (flow: EndedFlow) => void, options: MeterOptions = DEFAULT_METER) {
    this.#onFlow = onFlow;
    this.#idle = options.idleTimeout * 1e9;
    this.#active = options.activeTimeout * 1e9;
    this.#table = new FlowTable(options.maxFlows);
  }

  /** Flows in progress. */
  get size(): number {
    return this.#table.size;
  }

  /**
   * Adds a packet to its flow.
   *
   * @param packet one that is earlier than the packet before it counts as of the same time
   */
  add(packet: DecodedPacket): void {
    this.#now = Math.max(this.#now, packet.time);
    packet.time = this.#now;
    this.#expire();
    const table = this.#table;
    const isFirst = sourceIsFirst(packet);
    let row = table.find(packet, isFirst);
    let connection = packet.time;
    let originator: boolean | null = null;
    if (row >= 0) {
      const at = table.offset(row);
      if (isClosed(table, at)) {
        if (opensConnection(packet)) {
          this.#end(row, closeReason(table, at));
          row = -1;
        }
      } else if (packet.time - table.values[at + START] > this.#active) {
        connection = table.values[at + CONNECTION_START];
        originator = table.values[at + FIRST_IS_ORIGINATOR] === 1;
        this.#end(row, "active");
        row = -1;
      }
    }
    if (row < 0) row = this.#begin(packet, isFirst, originator, connection);
    const at = table.offset(row);
    addPacket(table.values, at, packet, (table.values[at + FIRST_IS_ORIGINATOR] === 1) === isFirst);
    this.#place(row, at, packet);
  }

  /** Ends all flows: no packets follow. */
  end(): void {
    for (const list of [this.#closed, this.#open]) {
      while (list.first >= 0) {
        const at = this.#table.offset(list.first);
        const reason = isClosed(this.#table, at) ? closeReason(this.#table, at) : "capture-end";
        this.#end(list.first, reason);
      }
    }
  }

  /** Ends the flows that have been silent for too long at a time, as when no packets come. */
  expireAt(time: number): void {
    this.#now = Math.max(this.#now, time);
    this.#expire();
  }

  #expire(): void {
    const { values } = this.#table;
    for (;;) {
      const row = this.#closed.first;
      if (row < 0) break;
      const at = this.#table.offset(row);
      if (this.#now - values[at + ENDED] <= LINGER) break;
      this.#end(row, closeReason(this.#table, at));
    }
    for (;;) {
      const row = this.#open.first;
      if (row < 0 || this.#now - values[this.#table.offset(row) + LAST] <= this.#idle) break;
      this.#end(row, "idle");
    }
  }

  #begin(
    packet: DecodedPacket,
    isFirst: boolean,
    originator: boolean | null,
    connection: number,
  ): number {
    const table = this.#table;
    if (table.isFull) this.#makeRoom();
    const row = table.add(packet, isFirst);
    const at = table.offset(row);
    beginFlow(table.values, at, packet, connection);
    const sentByResponder = packet.protocol === TCP && (packet.flags & (SYN | ACK)) === (SYN | ACK);
    const firstIsOriginator = originator ?? (isFirst !== sentByResponder);
    table.values[at + FIRST_IS_ORIGINATOR] = firstIsOriginator ? 1 : 0;
    table.append(row, this.#open);
    return row;
  }

  /** Ends a flow that has closed, or else the one that is silent for longest. */
  #makeRoom(): void {
    const closed = this.#closed.first;
    if (closed >= 0) {
      this.#end(closed, closeReason(this.#table, this.#table.offset(closed)));
      return;
    }
    this.#end(this.#open.first, "evicted");
  }

  /** Puts a flow at the end of the list that it belongs to. */
  #place(row: number, at: number, packet: DecodedPacket): void {
    const table = this.#table;
    if (isClosed(table, at)) return;
    table.unlink(row, this.#open);
    if (packet.protocol === TCP && closes(table.values, at, packet)) {
      table.values[at + ENDED] = packet.time;
      table.append(row, this.#closed);
    } else table.append(row, this.#open);
  }

  #end(row: number, reason: EndReason): void {
    const table = this.#table;
    table.unlink(row, isClosed(table, table.offset(row)) ? this.#closed : this.#open);
    this.#onFlow({ rows: table, row, reason });
    table.remove(row);
  }
}

function isClosed({ values }: FlowTable, at: number): boolean {
  return !Number.isNaN(values[at + ENDED]);
}

function opensConnection({ protocol, flags }: DecodedPacket): boolean {
  return protocol === TCP && (flags & (SYN | ACK)) === SYN;
}

/** Whether TCP is done with this packet, which is in the flow already. */
function closes(values: Float64Array, at: number, { flags }: DecodedPacket): boolean {
  if ((flags & RST) !== 0) return true;
  const bothFinished = values[at + FIN_FLAGS] > 0 && values[at + FIN_FLAGS + 1] > 0;
  return bothFinished && (flags & ACK) !== 0 && (flags & FIN) === 0;
}

/** How TCP closed: both sides had finished, or one reset the connection. */
function closeReason({ values }: FlowTable, at: number): EndReason {
  return values[at + FIN_FLAGS] > 0 && values[at + FIN_FLAGS + 1] > 0 ? "fin" : "rst";
}
