/**
 * Real receivers of alerts, for tests.
 *
 * @module
 */
import { createSocket } from "node:dgram";
import type { AddressInfo } from "node:net";

/** A message that a webhook got. */
export interface ReceivedPost {
  headers: Headers;
  body: string;
}

/** A receiver with what it got. */
export interface Receiver<Message> extends AsyncDisposable {
  port: number;
  /** What came so far. */
  received: Message[];
  /** Resolves once there are so many. */
  until(count: number): Promise<Message[]>;
}

/**
 * A web server that takes webhooks.
 *
 * @param statuses what it answers, one after the other; 204 from then on
 */
export function webhookReceiver(
  statuses: number[] = [],
  headers: Record<string, string> = {},
): Receiver<ReceivedPost> {
  const box = mailbox<ReceivedPost>();
  const server = Deno.serve({ port: 0, hostname: "127.0.0.1", onListen() {} }, async (request) => {
    const body = await request.text();
    box.put({ headers: request.headers, body });
    return new Response(null, { status: statuses.shift() ?? 204, headers });
  });
  return { ...box.reader, port: server.addr.port, [Symbol.asyncDispose]: () => server.shutdown() };
}

/** A syslog server on UDP. */
export async function udpReceiver(): Promise<Receiver<string>> {
  const box = mailbox<string>();
  const socket = createSocket("udp4");
  socket.on("message", (bytes) => box.put(bytes.toString("utf8")));
  await new Promise<void>((resolve) => socket.bind(0, "127.0.0.1", resolve));
  return {
    ...box.reader,
    port: (socket.address() as AddressInfo).port,
    [Symbol.asyncDispose]: () => new Promise<void>((resolve) => socket.close(() => resolve())),
  };
}

/** A syslog server on TCP that reads messages by their counted octets. */
export function tcpReceiver(): Receiver<string> {
  const box = mailbox<string>();
  const listener = Deno.listen({ port: 0, hostname: "127.0.0.1" });
  const ended = accept(listener, box.put);
  return {
    ...box.reader,
    port: (listener.addr as Deno.NetAddr).port,
    async [Symbol.asyncDispose]() {
      listener.close();
      await ended;
    },
  };
}

/**
 * The signature of a webhook as its receiver works it out, by the standard's words and with another
 * library than the sender's.
 */
export async function expectedSignature(secret: string, post: ReceivedPost): Promise<string> {
  const { createHmac } = await import("node:crypto");
  const { Buffer } = await import("node:buffer");
  const id = post.headers.get("webhook-id");
  const timestamp = post.headers.get("webhook-timestamp");
  const key = Buffer.from(secret.slice("whsec_".length), "base64");
  return `v1,${
    createHmac("sha256", key).update(`${id}.${timestamp}.${post.body}`).digest("base64")
  }`;
}

async function accept(listener: Deno.Listener, put: (message: string) => void): Promise<void> {
  const open: Promise<void>[] = [];
  try {
    for await (const connection of listener) open.push(readCounted(connection, put));
  } catch (error) {
    if (!(error instanceof Deno.errors.BadResource)) throw error;
  }
  await Promise.all(open);
}

async function readCounted(connection: Deno.Conn, put: (message: string) => void): Promise<void> {
  let bytes = new Uint8Array(0);
  for await (const chunk of connection.readable) {
    bytes = Uint8Array.from([...bytes, ...chunk]);
    for (;;) {
      const space = bytes.indexOf(32);
      const length = Number(new TextDecoder().decode(bytes.subarray(0, Math.max(0, space))));
      if (space < 0 || bytes.length < space + 1 + length) break;
      put(new TextDecoder("utf-8", { ignoreBOM: true })
        .decode(bytes.subarray(space + 1, space + 1 + length)));
      bytes = bytes.slice(space + 1 + length);
    }
  }
}

function mailbox<Message>() {
  const received: Message[] = [];
  let wake = () => {};
  return {
    put(message: Message) {
      received.push(message);
      wake();
    },
    reader: {
      received,
      async until(count: number) {
        while (received.length < count) await new Promise<void>((resolve) => wake = resolve);
        return received;
      },
    },
  };
}
