/**
 * The server of the app, behind a listener that outlives what `Deno.serve` does not: too many
 * connections, connections that stay silent, requests that never become whole. `Deno.serve` has no
 * limits for these and ends for good when the process runs out of file descriptors.
 *
 * Clients connect to the listener. A connection that has sent a whole request head gets one of its
 * own to `Deno.serve`, on loopback, and bytes pass both ways unchanged.
 *
 * @module
 */
import { Connection, type ConnectionLimits } from "./connection.ts";
import { busyAnswer, refusal } from "./refusal.ts";

/** Where to listen, and what clients may take. */
export interface ServeOptions {
  hostname: string;
  port: number;
  /** Connections at the same time. */
  maxConnections: number;
  limits: ConnectionLimits;
  /**
   * Paths whose GET requests are answered even where there is no room, such as that of a health check:
   * a supervisor must not end a server because its clients are slow.
   */
  alwaysAnswered?: readonly string[];
}

/** A server that is listening. */
export interface Serving extends Disposable {
  /** Where it listens. */
  readonly address: Deno.NetAddr;
  /** Connections that are open. */
  readonly connections: number;
  /** Accepts no more connections and waits until all requests are answered. */
  shutdown(): Promise<void>;
}

const LOOPBACK = "127.0.0.1";
const RETRY_MS = 100;
/** Times that the app's server is asked for a connection before a client is refused. */
const ATTEMPTS = 20;
const LOG_EVERY_MS = 60_000;
/** A client may take so long for its first request while others wait to be accepted. */
const GRACE_MS = 100;
/** A client waits so long for others to be answered before it is told that there is no room. */
const ROOM_MS = 1000;
const LOOK_AGAIN_MS = 10;
/** So long after a turn of the event loop, what clients have sent counts as read. */
const FRESH_MS = 1;
/** Connections that may wait to be accepted: the system makes others try again after a second. */
const BACKLOG = 4096;
const LONGEST_SWEEP_MS = 1000;
/** Share of all connections that event streams and sockets may hold: short requests need some too. */
const LASTING_SHARE = 0.75;
const LASTING_DETAIL = "The server has too many open event streams and sockets. Try again later.";
/** Clients that are told at the same time that there is no room, and how long each may take. */
const MOST_TURNED_AWAY = 32;
const TURN_AWAY_MS = 1000;

/**
 * Serves an app until disposed.
 *
 * @param handler answers requests; `info.remoteAddr` is the address of the client
 * @throws {Deno.errors.AddrInUse} when another program listens there
 */
export function serve(handler: Deno.ServeHandler, options: ServeOptions): Serving {
  const { hostname, port } = options;
  const listener = Deno.listen({ hostname, port, tcpBacklog: BACKLOG });
  return new Server(listener, handler, options);
}

class Server implements Serving {
  readonly #listener: Deno.TcpListener;
  readonly #options: ServeOptions;
  readonly #handler: Deno.ServeHandler;
  readonly #open = new Set<Connection>();
  /** Connections by the port from which they reach the app's server. */
  readonly #byPort = new Map<number, Connection>();
  readonly #stop = new AbortController();
  readonly #sweep: ReturnType<typeof setInterval>;
  #app: Deno.HttpServer<Deno.NetAddr> | null = null;
  #sweptAt = performance.now();
  /** Since when there was no room for a client. */
  #fullFrom: number | null = null;
  /** When the event loop last had its turn to read what clients have sent. */
  #turnedAt = -Infinity;
  #loggedAt = -Infinity;
  #turnedAway = 0;
  /** Event streams and sockets that are open. */
  #lasting = 0;
  #isAccepting = true;

  constructor(listener: Deno.TcpListener, handler: Deno.ServeHandler, options: ServeOptions) {
    this.#listener = listener;
    this.#handler = handler;
    this.#options = options;
    const { headerMs, idleMs, unreadMs } = options.limits;
    const every = Math.min(LONGEST_SWEEP_MS, Math.min(headerMs, idleMs, unreadMs) / 4);
    this.#sweep = setInterval(() => this.#check(every), every);
    this.#serveApp();
    this.#accept();
  }

  get address(): Deno.NetAddr {
    return this.#listener.addr as Deno.NetAddr;
  }

  get connections(): number {
    return this.#open.size;
  }

  async shutdown(): Promise<void> {
    this.#stopAccepting();
    while (this.#open.size > 0) {
      const now = performance.now();
      for (const connection of this.#open) if (connection.isIdle(now)) connection.close();
      await pause(RETRY_MS / 2);
    }
    this[Symbol.dispose]();
  }

  #stopAccepting(): void {
    if (this.#isAccepting) this.#listener.close();
    this.#isAccepting = false;
  }

  [Symbol.dispose](): void {
    clearInterval(this.#sweep);
    this.#stop.abort();
    this.#stopAccepting();
    for (const connection of this.#open) connection.close();
  }

  /** `Deno.serve` ends when it cannot accept a connection; connections it has go on. */
  #serveApp(): void {
    const again = (error: unknown) => {
      this.#app = null;
      if (this.#stop.signal.aborted) return;
      this.#log("The app's server is restarted", error);
      setTimeout(() => this.#serveApp(), RETRY_MS);
    };
    try {
      const options = {
        hostname: LOOPBACK,
        port: 0,
        automaticCompression: true,
        signal: this.#stop.signal,
        onListen: () => {},
      };
      const app = Deno.serve(options, (request, info) => this.#answer(request, info));
      this.#app = app;
      app.finished.catch(again);
    } catch (error) {
      again(error);
    }
  }

  async #answer(
    request: Request,
    info: Deno.ServeHandlerInfo<Deno.NetAddr>,
  ): Promise<Response> {
    const { remoteAddr: { hostname, port }, completed } = info;
    const connection = hostname === LOOPBACK ? this.#byPort.get(port) : undefined;
    // Other programs of this machine must not reach the app past the listener.
    if (!connection) return new Response(null, { status: 403 });
    const { address: remoteAddr } = connection;
    // An upgrade can be refused before it is made, not after it.
    if (request.headers.has("upgrade") && this.#isLastingFull) return busyAnswer(LASTING_DETAIL);
    const response = await connection.answer(
      request,
      completed,
      (request) => this.#handler(request, { remoteAddr, completed }),
    );
    const isEvents = response.headers.get("content-type")?.startsWith("text/event-stream");
    if (!isEvents && response.status !== 101) {
      return this.#open.size > this.#options.maxConnections ? closing(response) : response;
    }
    if (isEvents && this.#isLastingFull) {
      await response.body?.cancel();
      return busyAnswer(LASTING_DETAIL);
    }
    this.#lasting++;
    const over = isEvents ? [connection.closed, completed] : [connection.closed];
    Promise.race(over).catch(() => {}).then(() => this.#lasting--);
    return response;
  }

  get #isLastingFull(): boolean {
    return this.#lasting >= LASTING_SHARE * this.#options.maxConnections;
  }

  async #accept(): Promise<void> {
    while (this.#isAccepting) {
      try {
        await this.#admit(await this.#listener.accept());
      } catch (error) {
        if (!this.#isAccepting) return;
        this.#log("A connection could not be accepted", error);
        await this.#makeRoom();
        await pause(RETRY_MS);
      }
    }
  }

  /** Takes a connection. While all others are too young to be closed, it waits, and those behind it. */
  async #admit(client: Deno.TcpConn): Promise<void> {
    while (this.#open.size >= this.#options.maxConnections) {
      if (!await this.#makeRoom() || !this.#isAccepting) return void this.#turnAway(client);
    }
    this.#fullFrom = null;
    this.#take(client);
  }

  #take(client: Deno.TcpConn, first?: Uint8Array): void {
    const connection = new Connection(client, (connection) => this.#connect(connection), first);
    this.#open.add(connection);
    connection.closed.then(() => this.#open.delete(connection));
    connection.run();
  }

  /**
   * Tells a client that it must come again, if not too many are being told so already, unless it asks
   * for what is always answered.
   */
  async #turnAway(client: Deno.TcpConn): Promise<void> {
    if (this.#turnedAway >= MOST_TURNED_AWAY) return client.close();
    this.#turnedAway++;
    let isLate = false;
    const tell = async () => {
      const buffer = new Uint8Array(4096);
      // An answer that comes before its request is none to HTTP clients.
      const read = await client.read(buffer);
      if (read === null || isLate) return false;
      if (this.#isAlwaysAnswered(buffer.subarray(0, read))) {
        this.#take(client, buffer.slice(0, read));
        return true;
      }
      const detail = "The server has too many connections. Try again in a moment.";
      await client.write(refusal(503, detail));
      await client.closeWrite();
      // Closing before the request was read would discard the answer on its way.
      while (await client.read(buffer) !== null);
      return false;
    };
    const late = pause(TURN_AWAY_MS).then(() => false);
    const isTaken = await Promise.race([tell().catch(() => false), late]);
    isLate = true;
    if (!isTaken) client.close();
    this.#turnedAway--;
  }

  #isAlwaysAnswered(bytes: Uint8Array): boolean {
    if (this.#open.size >= this.#options.maxConnections + MOST_TURNED_AWAY) return false;
    const [method, path] = new TextDecoder("latin1").decode(bytes).split(" ", 2);
    return method === "GET" && this.#options.alwaysAnswered?.includes(path) === true;
  }

  /**
   * Closes an idle connection, once it has had time to ask for something; waits for one to be idle.
   *
   * @returns whether there is room; there is none when no connection was idle for {@linkcode ROOM_MS}
   */
  async #makeRoom(): Promise<boolean> {
    const { maxConnections } = this.#options;
    while (this.#isAccepting) {
      const now = performance.now();
      const chosen = this.#leastNeeded(now);
      if (!chosen) {
        this.#fullFrom ??= now;
        if (now - this.#fullFrom > ROOM_MS) return false;
        await pause(LOOK_AGAIN_MS);
      } else if (!chosen.isKept && chosen.ageMs(now) < GRACE_MS) {
        await pause(GRACE_MS - chosen.ageMs(now));
      } else if (now - this.#turnedAt > FRESH_MS) {
        // A busy process may have let a request lie: the client that sent one is not idle.
        await pause(0);
        this.#turnedAt = performance.now();
      } else {
        chosen.close();
        return true;
      }
      if (this.#open.size < maxConnections) return true;
    }
    return false;
  }

  /**
   * The idle connection to be closed first: one that should have asked for something by now, or one
   * that has, or else any; the oldest of these.
   */
  #leastNeeded(now: number): Connection | undefined {
    let kept: Connection | undefined;
    let any: Connection | undefined;
    for (const connection of this.#open) {
      if (!connection.isIdle(now)) continue;
      if (connection.isSilent(now)) return connection;
      if (connection.isKept) kept ??= connection;
      any ??= connection;
    }
    return kept ?? any;
  }

  async #connect(connection: Connection): Promise<Deno.TcpConn> {
    for (let attempt = 1;; attempt++) {
      try {
        const port = this.#app?.addr.port;
        if (port === undefined) throw new Error("The app's server is being restarted.");
        const server = await Deno.connect({ hostname: LOOPBACK, port });
        server.setNoDelay(true);
        const { port: key } = server.localAddr;
        this.#byPort.set(key, connection);
        connection.closed.then(() => this.#byPort.delete(key));
        return server;
      } catch (error) {
        if (attempt === ATTEMPTS) {
          this.#log("A connection could not be passed on", error);
          throw error;
        }
        await pause(RETRY_MS);
      }
    }
  }

  #check(every: number): void {
    const now = performance.now();
    // After a pause of the whole process, what clients have sent is still to be read.
    const isLate = now - this.#sweptAt > every + LONGEST_SWEEP_MS / 2;
    this.#sweptAt = now;
    if (isLate) return;
    for (const connection of this.#open) connection.check(now, this.#options.limits);
  }

  #log(what: string, error: unknown): void {
    const now = performance.now();
    if (now - this.#loggedAt < LOG_EVERY_MS) return;
    this.#loggedAt = now;
    console.error(`${what}: ${error instanceof Error ? error.message : error}`);
  }
}

/** An answer after which its connection is closed. */
function closing({ body, status, statusText, headers }: Response): Response {
  return new Response(body, {
    status,
    statusText,
    headers: [...headers, ["connection", "close"]],
  });
}

function pause(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}
