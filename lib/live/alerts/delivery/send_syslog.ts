import { createSocket } from "node:dgram";
import { isIPv6 } from "node:net";
import { datagram, octetCounted } from "../formats/syslog_framing.ts";
import { guardAddress } from "./guard_address.ts";
import { SendError } from "./send_error.ts";

/** A receiver that takes longer is given up. */
const TIMEOUT_MS = 10_000;

/** Where a message goes. */
export interface SyslogReceiver {
  transport: "udp" | "tcp";
  host: string;
  port: number;
}

/**
 * Sends one message: as a datagram (RFC 5426), of which nobody knows whether it arrives, or over a
 * connection of its own (RFC 6587).
 *
 * @throws {SendError} when it cannot be sent
 */
export async function sendSyslog(receiver: SyslogReceiver, message: string): Promise<void> {
  const address = await guardAddress(receiver.host);
  try {
    if (receiver.transport === "udp") await sendDatagram(address, receiver.port, message);
    else await sendStream(address, receiver.port, message);
  } catch {
    throw new SendError("The receiver cannot be reached.", false);
  }
}

async function sendDatagram(address: string, port: number, message: string): Promise<void> {
  const socket = createSocket(isIPv6(address) ? "udp6" : "udp4");
  try {
    await new Promise<void>((resolve, reject) => {
      socket.once("error", reject);
      socket.send(datagram(message), port, address, (error) => error ? reject(error) : resolve());
    });
  } finally {
    socket.close();
  }
}

async function sendStream(address: string, port: number, message: string): Promise<void> {
  const signal = AbortSignal.timeout(TIMEOUT_MS);
  using connection = await Deno.connect({ hostname: address, port, signal });
  const end = () => connection.close();
  signal.addEventListener("abort", end);
  try {
    let bytes = octetCounted(message);
    while (bytes.length > 0) bytes = bytes.subarray(await connection.write(bytes));
    await connection.closeWrite();
  } finally {
    signal.removeEventListener("abort", end);
  }
}
