/**
 * An HTTP server that can misbehave, for tests: it sends exactly the bytes that it is told to.
 *
 * @module
 */

/** What a request asked for. */
export interface RawRequest {
  path: string;
  headers: Headers;
  /** How many requests came before. */
  count: number;
}

/** Sends bytes; resolves when they are written. */
export type Send = (bytes: string | Uint8Array) => Promise<void>;

/** A server on a free port of the loopback. */
export interface RawServer extends AsyncDisposable {
  /** Such as `http://127.0.0.1:40123`. */
  url: string;
  requests: RawRequest[];
}

/**
 * Starts a server that answers one request a connection.
 *
 * @param answer sends the head and the body; the connection is closed when it is done
 */
export function serveRaw(
  answer: (request: RawRequest, send: Send) => Promise<void>,
): RawServer {
  const listener = Deno.listen({ hostname: "127.0.0.1", port: 0 });
  const requests: RawRequest[] = [];
  const serving = (async () => {
    for await (const connection of listener) {
      (async () => {
        using open = connection;
        const request = { ...await readHead(open), count: requests.length };
        requests.push(request);
        await answer(request, async (bytes) => {
          let rest = typeof bytes === "string" ? new TextEncoder().encode(bytes) : bytes;
          while (rest.length > 0) rest = rest.subarray(await open.write(rest));
        });
      })().catch(() => {}); // the client has gone
    }
  })();
  return {
    url: `http://127.0.0.1:${listener.addr.port}`,
    requests,
    async [Symbol.asyncDispose]() {
      listener.close();
      await serving;
    },
  };
}

async function readHead(connection: Deno.Conn): Promise<Omit<RawRequest, "count">> {
  let text = "";
  const buffer = new Uint8Array(4096);
  while (!text.includes("\r\n\r\n")) {
    const read = await connection.read(buffer);
    if (read === null) break;
    text += new TextDecoder().decode(buffer.subarray(0, read));
  }
  const [line, ...fields] = text.split("\r\n").filter((part) => part !== "");
  const headers = new Headers(
    fields.map((field): [string, string] => {
      const [name, ...value] = field.split(": ");
      return [name, value.join(": ")];
    }),
  );
  return { path: line.split(" ")[1], headers };
}

/** The head of an answer. */
export function head(status: number, headers: Record<string, string | number> = {}): string {
  const fields = Object.entries(headers).map(([name, value]) => `${name}: ${value}\r\n`);
  return `HTTP/1.1 ${status} Status\r\n${fields.join("")}connection: close\r\n\r\n`;
}
