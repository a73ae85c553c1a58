/**
 * The packets of one connection: as many and as large as the connection says, in an order that gives
 * its state and history, spread evenly over its duration.
 *
 * @module
 */
import type { OfficeConnection } from "../connection.ts";
import { DATAGRAM_BYTES, SEGMENT_BYTES } from "../exchange.ts";
import { ACK, FIN, type Packet, PSH, RST, SYN } from "./packet.ts";

/** What one side sends next; a step has no time yet. */
type Step = Pick<Packet, "isForward" | "flags" | "payload">;

/** Makes the packets of a connection one by one. */
export function* connectionPackets(connection: OfficeConnection): Generator<Packet> {
  const { duration, sourcePackets, destinationPackets } = connection;
  const start = Math.round(connection.time * 1000);
  const length = Number.isNaN(duration) ? 0 : Math.round(duration * 1e6);
  const last = Math.max(1, sourcePackets + destinationPackets - 1);
  const sent = [0, 0];
  const indices = [0, 0];
  const packet: Packet = {
    time: start,
    isForward: true,
    flags: 0,
    payload: 0,
    sent: 0,
    received: 0,
    index: 0,
  };
  let position = 0;
  for (const step of stepsOf(connection)) {
    const side = Number(!step.isForward);
    packet.time = start + Math.round((length * position) / last);
    packet.isForward = step.isForward;
    packet.flags = step.flags;
    packet.payload = step.payload;
    packet.sent = sent[side];
    packet.received = sent[1 - side];
    packet.index = indices[side]++;
    yield packet;
    sent[side] += step.payload;
    position++;
  }
}

function stepsOf(connection: OfficeConnection): Generator<Step> {
  if (connection.protocol !== "tcp") return exchangeSteps(connection);
  return connection.state === "S0" || connection.state === "REJ"
    ? failureSteps(connection)
    : sessionSteps(connection);
}

/** Datagrams and messages: both sides send by turns, the one that is further behind first. */
function* exchangeSteps(
  { sourcePackets, destinationPackets, sourceBytes, destinationBytes }: OfficeConnection,
): Generator<Step> {
  const step: Step = { isForward: true, flags: 0, payload: 0 };
  let forward = 0;
  let backward = 0;
  while (forward < sourcePackets || backward < destinationPackets) {
    step.isForward = forward * destinationPackets <= backward * sourcePackets &&
      forward < sourcePackets;
    step.payload = step.isForward
      ? portion(sourceBytes, sourcePackets, forward++)
      : portion(destinationBytes, destinationPackets, backward++);
    yield step;
  }
}

function* failureSteps({ state, sourcePackets }: OfficeConnection): Generator<Step> {
  for (let tries = 0; tries < sourcePackets; tries++) {
    yield { isForward: true, flags: SYN, payload: 0 };
  }
  if (state === "REJ") yield { isForward: false, flags: RST | ACK, payload: 0 };
}

/** Handshake, data with an acknowledgement of every second segment, and how it ends. */
function* sessionSteps(connection: OfficeConnection): Generator<Step> {
  const { state, sourceBytes, destinationBytes } = connection;
  const step: Step = { isForward: true, flags: SYN, payload: 0 };
  const next = (isForward: boolean, flags: number, payload = 0): Step => {
    step.isForward = isForward;
    step.flags = flags;
    step.payload = payload;
    return step;
  };
  yield next(true, SYN);
  yield next(false, SYN | ACK);
  yield next(true, ACK);
  const out = Math.ceil(sourceBytes / SEGMENT_BYTES);
  const back = Math.ceil(destinationBytes / SEGMENT_BYTES);
  let forward = 0;
  let backward = 0;
  while (forward < out || backward < back) {
    const isForward = forward * back <= backward * out && forward < out;
    if (isForward) {
      yield next(true, ACK | PSH, portion(sourceBytes, out, forward++));
      // The first one is acknowledged at once.
      if (forward === 1) yield next(false, ACK);
      if (forward % 2 === 0) yield next(false, ACK);
    } else {
      yield next(false, ACK | PSH, portion(destinationBytes, back, backward++));
      if (backward % 2 === 0) yield next(true, ACK);
    }
  }
  if (state === "RSTO") yield next(true, RST | ACK);
  if (state === "RSTR") yield next(false, RST | ACK);
  if (state !== "SF") return;
  yield next(true, FIN | ACK);
  yield next(false, FIN | ACK);
  yield next(true, ACK);
}

/** The size of one of `count` parts of nearly equal size. */
function portion(total: number, count: number, index: number): number {
  return Math.floor((total * (index + 1)) / count) - Math.floor((total * index) / count);
}

/**
 * The same connection with so much payload at most in each direction, and fewer packets for it.
 */
export function withLessPayload(connection: OfficeConnection, mostBytes: number): OfficeConnection {
  const { protocol, sourceBytes, destinationBytes, sourcePackets, destinationPackets } = connection;
  if (sourceBytes <= mostBytes && destinationBytes <= mostBytes) return connection;
  const isTcp = protocol === "tcp";
  const size = isTcp ? SEGMENT_BYTES : DATAGRAM_BYTES;
  const parts = (bytes: number) => Math.ceil(bytes / size);
  const out = Math.min(sourceBytes, mostBytes);
  const back = Math.min(destinationBytes, mostBytes);
  const saved = [parts(sourceBytes) - parts(out), parts(destinationBytes) - parts(back)];
  const halves = (bytes: number, left: number) => (parts(bytes) >> 1) - (parts(left) >> 1);
  return {
    ...connection,
    sourceBytes: out,
    destinationBytes: back,
    sourcePackets: sourcePackets - saved[0] -
      (isTcp ? halves(destinationBytes, back) : 0),
    destinationPackets: destinationPackets - saved[1] -
      (isTcp ? halves(sourceBytes, out) : 0),
  };
}
