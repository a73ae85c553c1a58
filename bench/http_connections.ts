/**
 * A client that costs next to nothing, so that what is measured is the server: HTTP/1.1 over kept
 * connections, answers with a known length only. `fetch` takes as long as the server for a small
 * request.
 *
 * @module
 */

/** A connection that was not used for so long is given up, as clients do: the server may be about to. */
const KEPT_MS = 20_000;

/** Connections to one server. Close them with `using`. */
export class HttpConnections implements Disposable {
  readonly #url: URL;
  readonly #free: Connection[] = [];
  readonly #all = new Set<Connection>();

  /** @param url of the server */
  constructor(url: string) {
    this.#url = new URL(url);
  }

  /** Sends JSON to a path and gives the status and the body of the answer. */
  async post(path: string, body: string): Promise<{ status: number; body: string }> {
    const connection = this.#kept() ?? await this.#open();
    const answer = await connection.post(path, body);
    connection.usedAt = performance.now();
    this.#free.push(connection);
    return answer;
  }

  [Symbol.dispose](): void {
    for (const connection of this.#all) connection.close();
  }

  /** The connection that was used last. */
  #kept(): Connection | undefined {
    const now = performance.now();
    while (this.#free.length > 0 && now - this.#free[0].usedAt > KEPT_MS) {
      const unused = this.#free.shift()!;
      this.#all.delete(unused);
      unused.close();
    }
    return this.#free.pop();
  }

  async #open(): Promise<Connection> {
    const { hostname, port, host } = this.#url;
    const socket = await Deno.connect({ hostname, port: Number(port) });
    socket.setNoDelay(true);
    const connection = new Connection(socket, host);
    this.#all.add(connection);
    return connection;
  }
}

/** One request at a time. */
class Connection {
  /** When it was last used, of `performance.now()`. */
  usedAt = 0;
  readonly #socket: Deno.TcpConn;
  readonly #host: string;
  readonly #buffer = new Uint8Array(64 * 1024);

  constructor(socket: Deno.TcpConn, host: string) {
    this.#socket = socket;
    this.#host = host;
  }

  async post(path: string, body: string): Promise<{ status: number; body: string }> {
    const bytes = new TextEncoder().encode(body).length;
    const request = `POST ${path} HTTP/1.1\r\nhost: ${this.#host}\r\n` +
      `content-type: application/json\r\ncontent-length: ${bytes}\r\n\r\n${body}`;
    const encoded = new TextEncoder().encode(request);
    for (let at = 0; at < encoded.length;) {
      at += await this.#socket.write(encoded.subarray(at));
    }
    let answer = "";
    const decoder = new TextDecoder("latin1");
    while (true) {
      const read = await this.#socket.read(this.#buffer);
      if (read === null) throw new Error("The server closed the connection.");
      answer += decoder.decode(this.#buffer.subarray(0, read), { stream: true });
      const end = answer.indexOf("\r\n\r\n");
      if (end < 0) continue;
      const length = Number(/\r\ncontent-length: *(\d+)/i.exec(answer)?.[1]);
      if (answer.length < end + 4 + length) continue;
      return { status: Number(answer.slice(9, 12)), body: answer.slice(end + 4) };
    }
  }

  close(): void {
    this.#socket.close();
  }
}
