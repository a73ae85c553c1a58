import { ReadAhead } from "./read_ahead.ts";
import { refusal } from "./refusal.ts";
import { FramingError, RequestFraming } from "./request_framing.ts";
import { watchAnswer } from "./watch_answer.ts";

/** How long a connection may wait for its client, in milliseconds. */
export interface ConnectionLimits {
  /** For a whole request head. */
  headerMs: number;
  /** For the next request, and for the next bytes of a body. */
  idleMs: number;
  /** For the client to read what it asked for. */
  unreadMs: number;
}

/** Bytes a second of a body that is still progress; a body that is being streamed may be slower. */
const LEAST_BYTES_PER_SECOND = 10;

/** Clients send their first request within this time, unless the network is bad. */
const QUICK_MS = 1000;

/** After a pause of that length, no more of an answer that the app has completed is on its way. */
const QUIET_MS = 100;

const FIRST_BUFFER_BYTES = 4 * 1024;
const LARGEST_BUFFER_BYTES = 256 * 1024;

/** What a client still sends after its answer is read for so long, so that the answer arrives. */
const LINGER_MS = 2000;

/**
 * One connection of a client, passed on to the app's server byte by byte once a whole request head
 * has arrived.
 */
export class Connection {
  /** The address of the client. */
  readonly address: Deno.NetAddr;
  /** Resolves once both sides are closed. */
  readonly closed: Promise<void>;
  readonly #end: () => void;
  readonly #client: Deno.TcpConn;
  readonly #connect: (connection: Connection) => Promise<Deno.TcpConn>;
  readonly #first: Uint8Array | undefined;
  readonly #framing = new RequestFraming();
  #server: Deno.TcpConn | null = null;
  #readAhead: ReadAhead | null = null;
  #held: Uint8Array[] = [];
  #isClosed = false;
  #isSocket = false;
  #handled = 0;
  /** The last request whose answer has begun. */
  #answering = 0;
  #completed = 0;
  #isReading = true;
  readonly #acceptedAt = performance.now();
  /** When bytes of the client, or the end of an answer, were last seen. */
  #activeAt = performance.now();
  /** When the client was first waited for, for a head or for a body's least rate. */
  #waitingFrom = performance.now();
  #bytesSince = 0;
  /** When the client began to let the bytes wait that are being sent to it. */
  #unreadFrom: number | null = null;
  #sentAt = -Infinity;
  /** When the app was last done with an answer, whose bytes may be on their way still. */
  #completedAt = -Infinity;
  /** When an answer broke off. */
  #brokenAt = Infinity;
  /** Whether the client was answered in the app's place. */
  #isRefused = false;

  /**
   * @param client the accepted connection
   * @param connect opens a connection to the app's server for this client
   * @param first bytes of the client that were read already
   */
  constructor(
    client: Deno.TcpConn,
    connect: (connection: Connection) => Promise<Deno.TcpConn>,
    first?: Uint8Array,
  ) {
    this.#client = client;
    this.#connect = connect;
    this.#first = first;
    this.address = client.remoteAddr;
    ({ promise: this.closed, resolve: this.#end } = Promise.withResolvers<void>());
  }

  /** Whether the client had its time to send a first request, and has not. */
  isSilent(now: number): boolean {
    return this.#framing.heads === 0 && now - this.#acceptedAt > QUICK_MS;
  }

  /** How long ago it was accepted. */
  ageMs(now: number): number {
    return now - this.#acceptedAt;
  }

  /** Whether the client has sent a request before. */
  get isKept(): boolean {
    return this.#framing.heads > 0;
  }

  /** Whether nothing is being answered, so that closing loses nothing. */
  isIdle(now: number): boolean {
    if (this.#isRefused) return this.#unreadFrom === null;
    if (this.#isSocket || this.#completed < this.#framing.heads) return false;
    const quietFrom = Math.max(this.#sentAt, this.#completedAt);
    return this.#unreadFrom === null && now - quietFrom > QUIET_MS;
  }

  /** Passes bytes both ways until either side ends; never throws. */
  async run(): Promise<void> {
    try {
      this.#client.setNoDelay(true);
      this.#client.setKeepAlive(true);
      await this.#receive();
      const { heads, isInBody } = this.#framing;
      if (isInBody && !this.#isSocket && this.#answering < heads) {
        throw new FramingError(400, "The request's body ended before it was complete.");
      }
      // To an HTTP server this is a client that left.
      if (this.#server === null) this.close();
      else await this.#server.closeWrite();
    } catch (error) {
      if (error instanceof FramingError) await this.refuse(error.status, error.message, true);
      this.close();
    }
  }

  /**
   * Answers a request of this connection.
   *
   * @param completed when its answer has been sent, or could not be
   * @param handle the app
   */
  async answer(
    request: Request,
    completed: Promise<void>,
    handle: (request: Request) => Response | Promise<Response>,
  ): Promise<Response> {
    const number = ++this.#handled;
    const readAhead = ReadAhead.isFor(request) ? new ReadAhead() : null;
    this.#readAhead = readAhead;
    const end = () => {
      this.#completed++;
      this.#completedAt = performance.now();
      readAhead?.end();
      this.#wait();
    };
    completed.then(end, end);
    const response = await handle(readAhead?.watch(request) ?? request);
    this.#answering = number;
    this.#isSocket = response.status === 101;
    this.#framing.settleUpgrade(this.#isSocket);
    return watchAnswer(response, () => this.#brokenAt = performance.now());
  }

  /**
   * Closes the connection if its answer has broken off, or its client has let it wait for too long.
   *
   * @param now of `performance.now()`
   */
  async check(now: number, limits: ConnectionLimits): Promise<void> {
    if (this.#isRefused) return;
    if (now - Math.max(this.#brokenAt, this.#sentAt) > QUIET_MS) {
      this.close();
    } else if (this.#unreadFrom !== null) {
      if (now - this.#unreadFrom > limits.unreadMs) this.close();
    } else if (!this.#isSocket && (this.#isReading || this.#completed >= this.#framing.heads)) {
      const late = this.#lateness(now, limits);
      if (late === "silent") this.close();
      else if (late !== null) await this.refuse(408, late);
    }
  }

  #lateness(now: number, { headerMs, idleMs }: ConnectionLimits): string | "silent" | null {
    const { heads, isInBody, isBetween } = this.#framing;
    if (this.#completed >= heads) {
      const isKept = isBetween && heads > 0;
      const from = Math.max(this.#waitingFrom, this.#sentAt);
      if (now - from <= (isKept ? idleMs : headerMs)) return null;
      if (isBetween || isInBody) return "silent";
      return `The request's headers did not arrive within ${headerMs / 1000} s.`;
    }
    if (!isInBody || this.#answering === heads) return null;
    if (now - this.#activeAt > idleMs) {
      return `No byte of the request's body arrived within ${idleMs / 1000} s.`;
    }
    if (now - this.#waitingFrom <= idleMs) return null;
    if (this.#bytesSince < LEAST_BYTES_PER_SECOND * idleMs / 1000) {
      return `The request's body arrived at less than ${LEAST_BYTES_PER_SECOND} bytes a second.`;
    }
    this.#wait();
    return null;
  }

  /**
   * Answers in the app's place, and closes.
   *
   * @param isSending whether the client may be sending still: closing would discard the answer on its way
   */
  async refuse(status: number, detail: string, isSending = false): Promise<void> {
    if (this.#isClosed || this.#isRefused) return;
    this.#isRefused = true;
    if (this.#unreadFrom === null && this.#answering <= this.#completed) {
      this.#unreadFrom = performance.now();
      const closing = setTimeout(() => this.close(), LINGER_MS);
      await this.#client.write(refusal(status, detail)).catch(() => {});
      await this.#client.closeWrite().catch(() => {});
      this.#unreadFrom = null;
      if (isSending) await this.#drop().catch(() => {});
      clearTimeout(closing);
    }
    this.close();
  }

  /** Reads what the client sends until it stops. */
  async #drop(): Promise<void> {
    const buffer = new Uint8Array(FIRST_BUFFER_BYTES);
    while (await this.#client.read(buffer) !== null);
  }

  /** Closes both sides at once. */
  close(): void {
    if (this.#isClosed) return;
    this.#isClosed = true;
    this.#held = [];
    this.#readAhead?.end();
    this.#client.close();
    this.#server?.close();
    this.#end();
  }

  /** Begins to measure how long the client is waited for. */
  #wait(): void {
    this.#activeAt = this.#waitingFrom = performance.now();
    this.#bytesSince = 0;
  }

  async #receive(): Promise<void> {
    if (this.#first) await this.#take(this.#first);
    let buffer = new Uint8Array(FIRST_BUFFER_BYTES);
    while (!this.#isClosed) {
      const read = await this.#client.read(buffer);
      if (read === null) return;
      await this.#take(buffer.subarray(0, read));
      buffer = grown(buffer, read);
    }
  }

  async #take(bytes: Uint8Array): Promise<void> {
    this.#count(bytes);
    if (this.#server === null) {
      this.#held.push(bytes.slice());
      if (this.#framing.heads > 0) await this.#open();
    } else {
      this.#isReading = false;
      await this.#passOn(this.#server, bytes);
      if (this.#framing.isInBody) await this.#readAhead?.wait(this.#framing.bodyBytes);
      this.#isReading = true;
      this.#activeAt = performance.now();
    }
  }

  #count(bytes: Uint8Array): void {
    const { heads, isBetween } = this.#framing;
    this.#framing.push(bytes);
    if (this.#framing.fault !== null) throw new FramingError(400, this.#framing.fault);
    const hasBegun = isBetween && heads > 0 && !this.#framing.isBetween;
    if (hasBegun || heads !== this.#framing.heads) this.#wait();
    this.#activeAt = performance.now();
    this.#bytesSince += bytes.length;
  }

  async #open(): Promise<void> {
    this.#isReading = false;
    const server = await this.#connect(this).catch(() => null);
    if (server === null) {
      return await this.refuse(503, "The server is busy. Try again in a moment.");
    }
    if (this.#isClosed) return server.close();
    this.#server = server;
    this.#send(server);
    for (const bytes of this.#held) await this.#passOn(server, bytes);
    this.#held = [];
    this.#isReading = true;
    this.#wait();
  }

  /** Passes on what the client sends; what the app no longer wants is dropped. */
  async #passOn(server: Deno.TcpConn, bytes: Uint8Array): Promise<void> {
    try {
      await writeAll(server, bytes);
    } catch (error) {
      if (this.#isClosed) throw error;
    }
  }

  async #send(server: Deno.TcpConn): Promise<void> {
    let buffer = new Uint8Array(FIRST_BUFFER_BYTES);
    try {
      while (true) {
        const read = await server.read(buffer);
        if (read === null) break;
        this.#unreadFrom = performance.now();
        for (let at = 0; at < read;) {
          at += await this.#client.write(buffer.subarray(at, read));
          this.#unreadFrom = performance.now();
        }
        this.#unreadFrom = null;
        this.#sentAt = performance.now();
        buffer = grown(buffer, read);
      }
      await this.#client.closeWrite();
      // Closing while the client still sends would discard the answer on its way.
      setTimeout(() => this.close(), this.#framing.isInBody ? LINGER_MS : 0);
    } catch {
      this.close();
    }
  }
}

/** A larger buffer after one that was full. */
function grown(buffer: Uint8Array<ArrayBuffer>, read: number): Uint8Array<ArrayBuffer> {
  return read === buffer.length && read < LARGEST_BUFFER_BYTES ? new Uint8Array(4 * read) : buffer;
}

async function writeAll(connection: Deno.TcpConn, bytes: Uint8Array): Promise<void> {
  for (let at = 0; at < bytes.length;) at += await connection.write(bytes.subarray(at));
}
