import assert from "node:assert/strict";
import type { Lease } from "../../http/leases.ts";
import type { RecordStream } from "../../scoring/stream/record_stream.ts";
import { scoreSocket } from "./score_socket.ts";

/** A socket whose other side is the test. */
class FakeSocket {
  binaryType = "blob";
  bufferedAmount = 0;
  readyState: number = WebSocket.OPEN;
  readonly sent: string[] = [];
  readonly closed = Promise.withResolvers<{ code: number; reason: string }>();
  onopen = () => {};
  onmessage = (_event: { data: string | ArrayBuffer }) => {};
  onclose = () => {};
  onerror = () => {};

  send(text: string): void {
    this.sent.push(text);
  }

  close(code: number, reason: string): void {
    this.readyState = WebSocket.CLOSED;
    this.closed.resolve({ code, reason });
  }
}

/** A stream that answers what it gets, and one that reads nothing where it is told so. */
class FakeStream {
  readonly readable: ReadableStream<Uint8Array<ArrayBuffer>>;
  readonly writable: WritableStream<Uint8Array<ArrayBuffer>>;
  readonly faults: string[] = [];
  readonly #answers: ReadableStreamDefaultController<Uint8Array<ArrayBuffer>>;

  constructor(isReading = true) {
    const { promise: never } = Promise.withResolvers<void>();
    let answers!: ReadableStreamDefaultController<Uint8Array<ArrayBuffer>>;
    this.readable = new ReadableStream({ start: (controller) => void (answers = controller) });
    this.#answers = answers;
    this.writable = new WritableStream({
      write: (bytes) => isReading ? answers.enqueue(bytes) : never,
    });
  }

  end(): void {
    this.#answers.close();
  }

  break(error: Error): void {
    this.#answers.error(error);
  }

  fail({ message }: Error): void {
    this.faults.push(message);
  }
}

function open(stream: FakeStream, lease: Lease | null = null): FakeSocket {
  const socket = new FakeSocket();
  scoreSocket(socket as unknown as WebSocket, stream as unknown as RecordStream, lease);
  socket.onopen();
  return socket;
}

Deno.test("scoreSocket() ends each message with a line break, of text and of bytes", async () => {
  const stream = new FakeStream();
  const socket = open(stream);
  assert.equal(socket.binaryType, "arraybuffer");
  socket.onmessage({ data: '{"a":1}' });
  socket.onmessage({ data: new TextEncoder().encode('{"a":2}\n{"a":3}').buffer });
  await new Promise((resolve) => setTimeout(resolve));
  stream.end();
  assert.deepEqual(await socket.closed.promise, { code: 1000, reason: "" });
  assert.equal(socket.sent.join(""), '{"a":1}\n{"a":2}\n{"a":3}\n');
});

Deno.test("scoreSocket() disconnects who sends without reading the verdicts", async () => {
  const stream = new FakeStream(false);
  const socket = open(stream);
  const piece = "x".repeat(2 ** 20);
  for (let i = 0; i < 9; i++) socket.onmessage({ data: piece });
  const { code, reason } = await socket.closed.promise;
  assert.equal(code, 1008);
  assert.match(reason, /Read the verdicts/);
  assert.ok(stream.faults.length > 0);
});

Deno.test("scoreSocket() tells why a stream failed, without paths of the server", async () => {
  const stream = new FakeStream();
  const socket = open(stream);
  stream.break(new Error("/data/models/m.json cannot be read"));
  const { code, reason } = await socket.closed.promise;
  assert.equal(code, 1011);
  assert.ok(!reason.includes("/data"), reason);
});

Deno.test("scoreSocket() ends with the access of who opened it", async () => {
  const ending = new AbortController();
  let isDisposed = false;
  const lease: Lease = { signal: ending.signal, [Symbol.dispose]: () => void (isDisposed = true) };
  const socket = open(new FakeStream(), lease);
  ending.abort(new Error("Your access has ended."));
  assert.deepEqual(await socket.closed.promise, { code: 1008, reason: "Your access has ended." });
  socket.onclose();
  assert.ok(isDisposed);
  const late = open(new FakeStream(), lease);
  assert.equal((await late.closed.promise).code, 1008);
});

Deno.test("scoreSocket() ends the stream when the socket closes or fails", () => {
  for (const event of ["onclose", "onerror"] as const) {
    const stream = new FakeStream();
    open(stream)[event]();
    assert.match(stream.faults[0], /The socket (was closed|failed)\./);
  }
});
