import { createSocket } from "node:dgram";
import { isIPv6 } from "node:net";
import { datagram, octetCounted } from "../formats/syslog_framing.ts";
import { allowedAddresses, guardAddress } from "./guard_address.ts";
import { SendError } from "./send_error.ts";

/** A receiver that takes longer counts as unavailable. */
const TIMEOUT_MS = 10_000;

/** Where a message goes. */
export interface SyslogReceiver {
  transport: "udp" | "tcp";
  host: string;
  port: number;
}

/**
 * Sends one message: as a datagram (RFC 5426), of which nobody knows whether it arrives, or over a
 * separate connection (RFC 6587).
 *
 * @throws {SendError} when it cannot be sent
 */
export async function sendSyslog(receiver: SyslogReceiver, message: string): Promise<void> {
  const { transport, host, port } = receiver;
  try {
    if (transport === "udp") await sendDatagram(await guardAddress(host), port, message);
    else await sendStream(await allowedAddresses(host), port, message);
  } catch (error) {
    if (error instanceof SendError) throw error;
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

async function sendStream(addresses: string[], port: number, message: string): Promise<void> {
  const signal = AbortSignal.timeout(TIMEOUT_MS);
  using connection = await connect(addresses, port, signal);
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

/** Connects to the first of several addresses that answers. */
async function connect(
  [first, ...others]: string[],
  port: number,
  signal: AbortSignal,
): Promise<Deno.TcpConn> {
  try {
    return await Deno.connect({ hostname: first, port, signal });
  } catch (error) {
    if (others.length === 0 || signal.aborted) throw error;
    return await connect(others, port, signal);
  }
}
