import type { Lease } from "../../http/leases.ts";
import type { RecordStream } from "../../scoring/stream/record_stream.ts";
import { withoutPaths } from "../../base/without_paths.ts";

/** Bytes of records that may wait to be read: a sender that is faster is told so. */
const MAX_UNREAD_BYTES = 8 * 2 ** 20;
/** Bytes of verdicts that may wait to be sent before no more records are scored. */
const MAX_UNSENT_BYTES = 2 ** 20;
/** Milliseconds between looks at whether they were sent. */
const LOOK_MS = 10;

/** What a socket is closed with (RFC 6455, section 7.4.1). */
const NORMAL = 1000;
const POLICY = 1008;
const FAILED = 1011;

/**
 * Scores what comes over a WebSocket: each message holds one line or several, and each answer the
 * verdicts on some of them. A client that does not read is not read from; one that keeps sending is
 * disconnected in the end, and so is one whose access has ended.
 *
 * @param lease for how long the socket may be open; `null`: for ever
 */
export function scoreSocket(
  socket: WebSocket,
  stream: RecordStream,
  lease: Lease | null = null,
): void {
  const writer = stream.writable.getWriter();
  let unread = 0;
  socket.binaryType = "arraybuffer";
  socket.onmessage = ({ data }: MessageEvent<string | ArrayBuffer>) => {
    const bytes = toLines(data);
    unread += bytes.length;
    if (unread > MAX_UNREAD_BYTES) {
      return close(POLICY, `More than ${MAX_UNREAD_BYTES} bytes wait. Read the verdicts.`);
    }
    writer.write(bytes).then(() => unread -= bytes.length, () => {});
  };
  socket.onclose = () => {
    lease?.[Symbol.dispose]();
    stream.fail(new Error("The socket was closed."));
  };
  socket.onerror = () => stream.fail(new Error("The socket failed."));
  const send = async () => {
    const decoder = new TextDecoder();
    for await (const text of stream.readable) {
      socket.send(decoder.decode(text));
      while (socket.bufferedAmount > MAX_UNSENT_BYTES && socket.readyState === WebSocket.OPEN) {
        await new Promise((resolve) => setTimeout(resolve, LOOK_MS));
      }
    }
    close(NORMAL, "");
  };
  const close = (code: number, reason: string) => {
    if (socket.readyState === WebSocket.OPEN) socket.close(code, reason.slice(0, 100));
    stream.fail(new Error("The socket was closed."));
  };
  lease?.signal.addEventListener("abort", () => {
    close(POLICY, (lease.signal.reason as Error).message);
  });
  socket.onopen = () => {
    if (lease?.signal.aborted) return close(POLICY, (lease.signal.reason as Error).message);
    send().catch((error) => close(FAILED, withoutPaths((error as Error).message)));
  };
}

const encoder = new TextEncoder();

/** A message always ends a line. */
function toLines(data: string | ArrayBuffer): Uint8Array {
  if (typeof data === "string") return encoder.encode(`${data}\n`);
  const bytes = new Uint8Array(data.byteLength + 1);
  bytes.set(new Uint8Array(data));
  bytes[data.byteLength] = 0x0a;
  return bytes;
}
