import { createSocket } from "node:dgram";
import { once } from "node:events";

const ADDRESS = "127.0.0.1";

/** A port of loopback that nobody listens on for datagrams. */
export async function freeUdpPort(): Promise<number> {
  const socket = createSocket("udp4").bind(0, ADDRESS);
  await once(socket, "listening");
  const { port } = socket.address();
  socket.close();
  await once(socket, "close");
  return port;
}

/** Sends datagrams to a port of loopback, one after the other. */
export async function sendDatagrams(
  port: number,
  datagrams: Iterable<Uint8Array>,
): Promise<void> {
  const socket = createSocket("udp4");
  try {
    for (const datagram of datagrams) {
      await new Promise<void>((resolve, reject) =>
        socket.send(datagram, port, ADDRESS, (error) => error ? reject(error) : resolve())
      );
    }
  } finally {
    socket.close();
  }
}
