/**
 * Puts the packets of many connections into time order.
 *
 * @module
 */
import type { OfficeConnection } from "../connection.ts";
import { connectionPackets } from "./connection_packets.ts";
import type { Packet } from "./packet.ts";

/** A connection that is under way, and its next packet. */
interface Flow {
  connection: OfficeConnection;
  packets: Generator<Packet>;
  packet: Packet;
  /** Keeps packets of the same time in the order of their connections. */
  order: number;
}

/**
 * Hands over the packets of connections in time order. Only connections that are under way are
 * in memory.
 *
 * @param connections in time order
 * @param take called with each packet; says whether there shall be more
 */
export function mergePackets(
  connections: Iterable<OfficeConnection>,
  take: (packet: Packet, connection: OfficeConnection) => boolean,
): void {
  const heap: Flow[] = [];
  let order = 0;
  /** Sends what comes before a time; says whether there shall be more. */
  const sendBefore = (time: number): boolean => {
    while (heap.length > 0 && heap[0].packet.time < time) {
      const flow = heap[0];
      if (!take(flow.packet, flow.connection)) return false;
      if (flow.packets.next().done) {
        const lastOne = heap.pop()!;
        if (heap.length === 0) continue;
        if (lastOne !== flow) heap[0] = lastOne;
      }
      sink(heap);
    }
    return true;
  };
  for (const connection of connections) {
    const packets = connectionPackets(connection);
    const first = packets.next();
    if (first.done) continue;
    if (!sendBefore(first.value.time)) return;
    heap.push({ connection, packets, packet: first.value, order: order++ });
    rise(heap);
  }
  sendBefore(Infinity);
}

function isBefore(a: Flow, b: Flow): boolean {
  return a.packet.time < b.packet.time || (a.packet.time === b.packet.time && a.order < b.order);
}

function rise(heap: Flow[]): void {
  let at = heap.length - 1;
  const flow = heap[at];
  while (at > 0) {
    const parent = (at - 1) >> 1;
    if (!isBefore(flow, heap[parent])) break;
    heap[at] = heap[parent];
    at = parent;
  }
  heap[at] = flow;
}

function sink(heap: Flow[]): void {
  let at = 0;
  const flow = heap[0];
  for (;;) {
    let child = 2 * at + 1;
    if (child >= heap.length) break;
    if (child + 1 < heap.length && isBefore(heap[child + 1], heap[child])) child++;
    if (!isBefore(heap[child], flow)) break;
    heap[at] = heap[child];
    at = child;
  }
  heap[at] = flow;
}
