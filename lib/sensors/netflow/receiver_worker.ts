/**
 * The thread that receives the datagrams of a sensor: it does nothing else, so that none is lost while
 * the sensor decodes and scores.
 *
 * @module
 */
/// <reference lib="deno.worker" />
import { createSocket } from "node:dgram";
import { isIPv6 } from "node:net";
import { AllowedSenders, plainAddress } from "./allowed_senders.ts";
import { bindFailure } from "./bind_failure.ts";
import { DatagramBatches } from "./datagram_batches.ts";
import type {
  ReceiverAnswer,
  ReceiverLosses,
  ReceiverOptions,
  ReceiverRequest,
} from "./receiver_protocol.ts";
import { droppedDatagrams, enlargeReceiveBuffer } from "./system_socket.ts";

/** Bytes that may wait for the sensor; a minute of 50,000 records a second. */
const MOST_WAITING = 2 ** 27;
/** Room that the system is asked for. */
const SYSTEM_BUFFER_BYTES = 2 ** 24;
/** How long a datagram waits for others. */
const BATCH_MS = 25;
const LOSSES_MS = 1000;
/** How long a port may take to become free: a sensor that is started again still has it for a moment. */
const RELEASE_MS = 1000;
const RELEASE_RETRY_MS = 50;

let waiting = 0;
let losses: ReceiverLosses = noLosses();

self.onmessage = ({ data }: MessageEvent<ReceiverRequest>) => {
  if (data.type === "open") open(data.options, Date.now() + RELEASE_MS);
  else waiting -= data.bytes;
};

function open(options: ReceiverOptions, deadline: number): void {
  const { address, port, exporters } = options;
  const allowed = new AllowedSenders(exporters);
  const batches = new DatagramBatches();
  const send = () => {
    const batch = batches.take(Date.now());
    waiting += batch.size;
    say({ type: "datagrams", batch }, [batch.bytes.buffer]);
  };
  const socket = createSocket(isIPv6(address) ? "udp6" : "udp4");
  socket.on("message", (datagram, { address }) => {
    const sender = plainAddress(address);
    if (!allowed.has(sender)) {
      losses.refused++;
      losses.refusedSender = sender;
    } else if (waiting + batches.size > MOST_WAITING) losses.dropped++;
    else {
      batches.add(datagram, sender);
      if (batches.isFull) send();
    }
  });
  socket.on("error", (error: Error & { code?: string }) => {
    if (error.code === "EADDRINUSE" && Date.now() < deadline) {
      setTimeout(() => open(options, deadline), RELEASE_RETRY_MS);
    } else say({ type: "failed", message: bindFailure(error, address, port) });
  });
  socket.bind(port, address, async () => {
    await enlargeReceiveBuffer(address, port, SYSTEM_BUFFER_BYTES);
    say({ type: "bound" });
    setInterval(() => {
      if (batches.size > 0) send();
    }, BATCH_MS);
    let known = 0;
    setInterval(async () => {
      const overflowed = await droppedDatagrams(address, port) ?? 0;
      losses.overflowed = overflowed - known;
      known = overflowed;
      if (losses.overflowed + losses.dropped + losses.refused === 0) return;
      say({ type: "losses", losses });
      losses = noLosses();
    }, LOSSES_MS);
  });
}

function noLosses(): ReceiverLosses {
  return { overflowed: 0, dropped: 0, refused: 0, refusedSender: "" };
}

function say(answer: ReceiverAnswer, transfer: Transferable[] = []): void {
  self.postMessage(answer, transfer);
}
