import assert from "node:assert/strict";
import fc from "fast-check";
import type { ConnectionLimits } from "./connection.ts";
import { serve, type Serving } from "./serve.ts";

const LIMITS: ConnectionLimits = { headerMs: 400, idleMs: 800, unreadMs: 1200 };

const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));
const bytes = (text: string) => new TextEncoder().encode(text);

/** Answers in the ways in which an app may. */
async function app(request: Request, { remoteAddr }: Deno.ServeHandlerInfo): Promise<Response> {
  const { pathname, searchParams } = new URL(request.url);
  switch (pathname) {
    case "/socket": {
      const { socket, response } = Deno.upgradeWebSocket(request);
      socket.onmessage = ({ data }) => socket.send(data);
      return response;
    }
    case "/echo":
      return new Response(request.body);
    case "/events": {
      const text = new TextEncoder();
      return new Response(
        new ReadableStream({
          async pull(controller) {
            await pause(Number(searchParams.get("ms")));
            controller.enqueue(text.encode("data: 1\n\n"));
          },
        }),
        { headers: { "content-type": "text/event-stream" } },
      );
    }
    case "/large":
      return new Response(new Uint8Array(64 * 2 ** 20));
    case "/broken": {
      const broken = performance.now() + 400;
      return new Response(
        new ReadableStream({
          start(controller) {
            setTimeout(() => controller.error(new Error("It broke off.")), 400);
          },
          pull(controller) {
            if (performance.now() < broken) return controller.enqueue(new Uint8Array(65536));
            return new Promise<never>(() => {});
          },
        }, { highWaterMark: 0 }),
        { headers: { "content-type": "text/csv" } },
      );
    }
    case "/address":
      return Response.json(remoteAddr);
    case "/deaf":
      return new Response(new ReadableStream({ start: (events) => events.enqueue(bytes("go")) }));
    case "/early":
      return new Response("enough", { status: 413 });
    default:
      if (searchParams.has("ms")) await pause(Number(searchParams.get("ms")));
      return new Response(`${(await request.bytes()).length} bytes`);
  }
}

function start(options: { maxConnections?: number; limits?: Partial<ConnectionLimits> } = {}) {
  return serve(app, {
    hostname: "127.0.0.1",
    port: 0,
    alwaysAnswered: ["/alive"],
    maxConnections: options.maxConnections ?? 100,
    limits: { ...LIMITS, ...options.limits },
  });
}

const open = ({ address: { port } }: Serving) => Deno.connect({ hostname: "127.0.0.1", port });
const urlOf = ({ address: { port } }: Serving, path: string) => `http://127.0.0.1:${port}${path}`;

/** Everything that comes until the other side closes. */
async function readAll(connection: Deno.TcpConn): Promise<string> {
  let text = "";
  const buffer = new Uint8Array(65536);
  try {
    for (let read; (read = await connection.read(buffer)) !== null;) {
      text += new TextDecoder().decode(buffer.subarray(0, read));
    }
  } catch (error) {
    if (!(error instanceof Deno.errors.ConnectionReset)) throw error;
  }
  return text;
}

/** Sends pieces at an interval until the other side closes. */
async function drip(connection: Deno.TcpConn, first: string, piece: string, ms: number) {
  let isOver = false;
  const answer = readAll(connection).finally(() => isOver = true);
  try {
    await connection.write(bytes(first));
    while (!isOver) {
      await pause(ms);
      await connection.write(bytes(piece));
    }
  } catch {
    // It is closed.
  }
  return await answer;
}

Deno.test("serve() closes connections that send no request", async () => {
  using server = start();
  using silent = await open(server);
  using half = await open(server);
  using slow = await open(server);
  using blank = await open(server);
  const begun = performance.now();
  await half.write(bytes("GET / HTTP/1.1\r\nhost: a\r\n"));
  const [nothing, late, dripped] = await Promise.all([
    readAll(silent),
    readAll(half),
    drip(slow, "GET / HTTP/1.1\r\n", "x", 50),
    drip(blank, "\r\n", "\r\n", 50),
  ]);
  assert.ok(performance.now() - begun < 3 * LIMITS.headerMs);
  assert.equal(nothing, "");
  for (const answer of [late, dripped]) {
    assert.match(answer, /^HTTP\/1\.1 408 .*application\/problem\+json.*did not arrive within/s);
  }
  await pause(50);
  assert.equal(server.connections, 0);
});

Deno.test("serve() closes connections whose body stops or drips, chunked or not", async () => {
  using server = start();
  const heads = ["content-length: 1000", "transfer-encoding: chunked"];
  for (const path of ["/", "/?ms=1"]) {
    await Promise.all(heads.map(async (header) => {
      using stopped = await open(server);
      using slow = await open(server);
      const head = `POST ${path} HTTP/1.1\r\nhost: a\r\n${header}\r\n\r\n`;
      const begun = performance.now();
      await stopped.write(bytes(`${head}3\r\nab`));
      const [stop, dripped] = await Promise.all([
        readAll(stopped),
        drip(slow, `${head}3e8\r\n`, "x", 300),
      ]);
      assert.ok(performance.now() - begun < 3 * LIMITS.idleMs);
      assert.match(stop, /^HTTP\/1\.1 408 .*No byte/s);
      assert.match(dripped, /^HTTP\/1\.1 408 .*less than 10 bytes a second/s);
    }));
  }
});

Deno.test("serve() closes kept connections that are not used, after their own time", async () => {
  using server = start();
  using kept = await open(server);
  const get = "GET /address HTTP/1.1\r\nhost: a\r\n\r\n";
  await kept.write(bytes(get));
  await pause(LIMITS.headerMs + 200);
  await kept.write(bytes(get));
  const begun = performance.now();
  assert.equal((await readAll(kept)).match(/HTTP\/1\.1 200/g)?.length, 2);
  const waited = performance.now() - begun;
  assert.ok(waited > LIMITS.idleMs - 50 && waited < 2.5 * LIMITS.idleMs, `${waited} ms`);
});

Deno.test("serve() leaves slow but honest clients alone", async () => {
  using server = start();
  const seconds = 2 * Math.max(LIMITS.idleMs, LIMITS.unreadMs) / 1000;
  const upload = async (path: string) => {
    let left = seconds * 10;
    const body = new ReadableStream<Uint8Array>({
      async pull(controller) {
        await pause(100);
        if (left-- > 0) controller.enqueue(bytes("12345"));
        else controller.close();
      },
    });
    const response = await fetch(urlOf(server, path), { method: "POST", body });
    return await response.text();
  };
  const stream = async () => {
    const { readable, writable } = new TransformStream<Uint8Array, Uint8Array>();
    const writer = writable.getWriter();
    const response = await fetch(urlOf(server, "/echo"), { method: "POST", body: readable });
    const answers = response.body!.getReader();
    for (let i = 0; i < 2; i++) {
      writer.write(bytes(`record ${i}`));
      assert.equal(new TextDecoder().decode((await answers.read()).value), `record ${i}`);
      await pause(2 * LIMITS.idleMs);
    }
    await writer.close();
    assert.ok((await answers.read()).done);
  };
  const events = async () => {
    const response = await fetch(urlOf(server, `/events?ms=${2 * LIMITS.idleMs}`));
    const reader = response.body!.getReader();
    for (let i = 0; i < 2; i++) assert.ok((await reader.read()).value);
    await reader.cancel();
  };
  const socket = async () => {
    const socket = new WebSocket(urlOf(server, "/socket").replace("http", "ws"));
    await new Promise((resolve) => socket.onopen = resolve);
    await pause(2 * LIMITS.idleMs);
    socket.send("still there");
    const data = await new Promise((resolve) => socket.onmessage = ({ data }) => resolve(data));
    assert.equal(data, "still there");
    const closed = new Promise((resolve) => socket.onclose = resolve);
    socket.close();
    await closed;
  };
  const download = async () => {
    const response = await fetch(urlOf(server, "/large"));
    let read = 0;
    for await (const chunk of response.body!) {
      read += chunk.length;
      // As long as something is read now and then.
      if (read % 2 ** 20 < chunk.length) await pause(40);
    }
    assert.equal(read, 64 * 2 ** 20);
  };
  const answers = await Promise.all([
    upload("/"),
    fetch(urlOf(server, `/?ms=${2 * LIMITS.idleMs}`)).then((response) => response.text()),
    stream(),
    events(),
    socket(),
    download(),
  ]);
  assert.deepEqual(answers.slice(0, 2), [`${seconds * 50} bytes`, "0 bytes"]);
});

Deno.test("serve() closes connections that never read their answer", async () => {
  using server = start();
  using client = await open(server);
  await client.write(bytes("GET /large HTTP/1.1\r\nhost: a\r\n\r\n"));
  await pause(LIMITS.unreadMs / 2);
  assert.equal(server.connections, 1);
  await pause(1.5 * LIMITS.unreadMs);
  assert.equal(server.connections, 0);
});

Deno.test("serve() closes a connection whose answer breaks off, read or not", async () => {
  using server = start({ limits: { headerMs: 800, idleMs: 60_000, unreadMs: 60_000 } });
  using unread = await open(server);
  await unread.write(bytes("GET /broken HTTP/1.1\r\nhost: a\r\n\r\n"));
  using incomplete = await open(server);
  const head = "POST /broken HTTP/1.1\r\nhost: a\r\ncontent-length: 9\r\n\r\n";
  await incomplete.write(bytes(head));
  const answer = readAll(incomplete);
  await pause(200);
  assert.equal(server.connections, 2);
  await pause(1200);
  assert.equal(server.connections, 0);
  assert.match(await answer, /^HTTP\/1\.1 200 /);
});

Deno.test("serve() makes room for new clients at the cost of idle connections only", async () => {
  using server = start({ maxConnections: 4, limits: { headerMs: 60_000, idleMs: 60_000 } });
  const idle: Deno.TcpConn[] = [];
  for (let i = 0; i < 20; i++) idle.push(await open(server));
  assert.equal(await (await fetch(urlOf(server, "/"))).text(), "0 bytes");
  assert.ok(server.connections <= 4);
  await pause(200);

  const busy = Array.from({ length: 4 }, () => open(server));
  const connections = await Promise.all(busy);
  for (const each of connections) {
    await each.write(bytes("POST /echo HTTP/1.1\r\nhost: a\r\ncontent-length: 9\r\n\r\n"));
  }
  await pause(200);
  const refused = await fetch(urlOf(server, "/"));
  assert.equal(refused.status, 503);
  assert.equal(refused.headers.get("retry-after"), "1");
  assert.equal((await refused.json()).status, 503);
  assert.equal(await (await fetch(urlOf(server, "/alive"))).text(), "0 bytes");
  for (const each of connections) await each.write(bytes("123456789"));
  await pause(200);
  assert.equal(await (await fetch(urlOf(server, "/"))).text(), "0 bytes");
  for (const each of [...idle, ...connections]) each.close();
});

Deno.test("serve() leaves a client that has just connected the time to ask, even if others come after it", async () => {
  using server = start({ maxConnections: 4, limits: { headerMs: 60_000, idleMs: 60_000 } });
  const client = await open(server);
  const flood = await Promise.all(Array.from({ length: 20 }, () => open(server)));
  await pause(20);
  await client.write(bytes("GET / HTTP/1.1\r\nhost: a\r\nconnection: close\r\n\r\n"));
  assert.match(await readAll(client), /^HTTP\/1\.1 200/);
  for (const each of flood) each.close();
});

Deno.test("serve() tells the app the client's own address, and nobody gets past it", async () => {
  using server = start();
  using client = await open(server);
  await client.write(bytes("GET /address HTTP/1.1\r\nhost: a\r\nconnection: close\r\n\r\n"));
  const { localAddr } = client;
  const answer = await readAll(client);
  const told = JSON.parse(answer.slice(answer.indexOf("{"), answer.lastIndexOf("}") + 1));
  assert.deepEqual(told, { transport: "tcp", hostname: "127.0.0.1", port: localAddr.port });
});

Deno.test("serve() answers 400 to malformed chunked bodies and to requests without one host", async () => {
  using server = start();
  const ask = async (text: string, ends = false) => {
    using connection = await open(server);
    await connection.write(bytes(text));
    if (ends) await connection.closeWrite();
    return await Promise.race([readAll(connection), pause(10_000).then(() => "no answer")]);
  };
  const upload = "POST / HTTP/1.1\r\nhost: a\r\ntransfer-encoding: chunked\r\n\r\n";
  const bodies = [
    "zz\r\n",
    "\r\n",
    "5\nabcde\n",
    "5\r\nabcdefgh\r\n0\r\n\r\n",
    "ffffffffffffffffff\r\n",
  ];
  const answers = await Promise.all([
    ...bodies.map((body) => ask(upload + body)),
    ...bodies.map((body) => ask(`${upload}3\r\nabc\r\n${body}`)),
    // What is still being sent does not cost the client its answer.
    ask(`${upload}zz\r\n${"x".repeat(2 ** 21)}`),
    ask(`${upload}5\r\nab`, true),
    ask("POST / HTTP/1.1\r\nhost: a\r\ncontent-length: 5\r\n\r\nab", true),
    ask("GET / HTTP/1.1\r\n\r\n"),
    ask("GET / HTTP/1.1\r\nhost: a\r\nhost: a\r\n\r\n"),
    ask("GET / HTTP/1.1\r\nhost: a b\r\n\r\n"),
  ]);
  for (const answer of answers) {
    assert.match(answer, /^HTTP\/1\.1 400 [^]*application\/problem\+json[^]*"detail":"/);
  }
  assert.match(await ask("GET / HTTP/1.0\r\n\r\n"), /^HTTP\/1\.[01] 200/);
});

Deno.test("serve() answers every chunked body, malformed, incomplete or neither", async () => {
  using server = start({ maxConnections: 400, limits: { headerMs: 20_000 } });
  const upload =
    "POST / HTTP/1.1\r\nhost: a\r\nconnection: close\r\ntransfer-encoding: chunked\r\n\r\n";
  const piece = fc.constantFrom(
    ...["5", "a", "0", "\r\n", "\r\n", "\r", "\n", ";x=y", " ", "\t", "abcde", ":", "b: c", "\0"],
  );
  const bodies = fc.sample(fc.array(piece, { maxLength: 12 }), 300).map((each) => each.join(""));
  await Promise.all(bodies.map(async (body) => {
    using connection = await open(server);
    await connection.write(bytes(`${upload}5\r\nabcde\r\n${body}`));
    const answer = await readAll(connection);
    assert.match(answer, /^HTTP\/1\.1 (200|400|408) /, JSON.stringify([body, answer]));
  }));
});

Deno.test("serve() delivers an answer that comes before the end of the request", async () => {
  using server = start();
  using client = await open(server);
  const head = "POST /early HTTP/1.1\r\nhost: a\r\ncontent-length: 50000000\r\n\r\n";
  const answer = readAll(client);
  await client.write(bytes(head));
  const block = new Uint8Array(65536);
  try {
    for (let i = 0; i < 100; i++) await client.write(block);
  } catch {
    // It was closed.
  }
  assert.match(await answer, /^HTTP\/1\.1 413 .*enough/s);
});

Deno.test("serve() lets a client wait whose body is not read", async () => {
  for (const header of ["content-length: 1000000000", "transfer-encoding: chunked"]) {
    using server = start({ limits: { unreadMs: 60_000 } });
    const client = await open(server);
    await client.write(bytes(`POST /deaf HTTP/1.1\r\nhost: a\r\n${header}\r\n\r\n`));
    const chunk = bytes(`64\r\n${"x".repeat(100)}\r\n`.repeat(500));
    let sent = 0;
    let isOver = false;
    const sending = (async () => {
      while (!isOver) sent += await client.write(chunk);
    })().catch(() => {});
    let before = -1;
    while (sent > before) {
      before = sent;
      await pause(500);
    }
    isOver = true;
    // What the system's own buffers of both connections take.
    assert.ok(sent < 32 * 2 ** 20, `${sent} bytes`);
    client.close();
    await sending;
  }
});

Deno.test("serve() goes on when the process had no files left", async () => {
  const program = `
    import { serve } from ${JSON.stringify(import.meta.resolve("./serve.ts"))};
    const limits = { headerMs: 60000, idleMs: 60000, unreadMs: 60000 };
    const options = { hostname: "127.0.0.1", port: 0, maxConnections: 1000, limits };
    const { address: { port } } = serve(() => new Response("ok"), options);
    // Deno itself needs files for the first signal.
    Deno.addSignalListener("SIGHUP", () => {});
    const ask = (ms) => fetch("http://127.0.0.1:" + port, { signal: AbortSignal.timeout(ms) });
    const files = [];
    try {
      while (true) files.push(Deno.openSync("/dev/null"));
    } catch (error) {
      console.log(error.code);
    }
    for (let spare = 3; spare > 0; spare--) {
      for (let i = 0; i < spare; i++) files.pop().close();
      await ask(500).catch(() => {});
    }
    for (const file of files) file.close();
    console.log(await (await ask(10000)).text());
    Deno.exit();
  `;
  const { stdout } = await new Deno.Command("prlimit", {
    args: ["--nofile=128:128", Deno.execPath(), "eval", "--no-check", program],
    stderr: "null",
  }).output();
  assert.equal(new TextDecoder().decode(stdout), "EMFILE\nok\n");
});

Deno.test("Serving.shutdown() answers what was asked, and nothing more", async () => {
  const server = start();
  await (await fetch(urlOf(server, "/"))).text();
  const answer = fetch(urlOf(server, "/?ms=300")).then((response) => response.text());
  await pause(100);
  await server.shutdown();
  assert.equal(await answer, "0 bytes");
  assert.equal(server.connections, 0);
  await assert.rejects(open(server), Deno.errors.ConnectionRefused);
});

Deno.test("serve() hands on a chunked body that comes with its head", async () => {
  using server = start();
  using connection = await open(server);
  const head =
    "POST / HTTP/1.1\r\nhost: a\r\nconnection: close\r\ntransfer-encoding: chunked\r\n\r\n";
  await connection.write(bytes(`${head}5\r\nabcde\r\n0\r\n\r\n`));
  assert.match(await readAll(connection), /^HTTP\/1\.1 200 [^]*\r\n\r\n5 bytes$/);
});

Deno.test("serve() hands on chunked requests of any method and address", async () => {
  const seen: string[] = [];
  using server = serve((request) => {
    seen.push(`${request.method} ${request.url}`);
    return new Response("seen", { headers: { connection: "close" } });
  }, { hostname: "127.0.0.1", port: 0, maxConnections: 9, limits: LIMITS });
  const chunked = "Transfer-Encoding: chunked\r\n\r\n1\r\na\r\n0\r\n\r\n";
  const lines = ["TRACE /", "TRACK /", "get /", "FOO /", "POST http://x:99999/", "PUT http://[::/"];
  for (const line of lines) {
    using connection = await open(server);
    await connection.write(bytes(`${line} HTTP/1.1\r\nHost: localhost\r\n${chunked}`));
    assert.match(await readAll(connection), /^HTTP\/1.1 200 /, line);
  }
  assert.equal(seen.length, lines.length);
});

Deno.test("serve() keeps some connections free of event streams and sockets", async () => {
  using server = serve(app, {
    hostname: "127.0.0.1",
    port: 0,
    maxConnections: 8,
    limits: { headerMs: 5000, idleMs: 5000, unreadMs: 5000 },
  });
  const url = `http://127.0.0.1:${server.address.port}`;
  const open = await Promise.all(
    Array.from({ length: 6 }, () => fetch(`${url}/events?ms=50`)),
  );
  assert.deepEqual(open.map(({ status }) => status), Array(6).fill(200));
  const refused = await fetch(`${url}/events?ms=50`);
  assert.equal(refused.status, 503);
  assert.match((await refused.json()).detail, /too many open event streams/);
  const socket = new WebSocket(`${url.replace("http", "ws")}/socket`);
  await new Promise<void>((resolve) => socket.onerror = () => resolve());
  assert.equal(await (await fetch(`${url}/other`)).text(), "0 bytes");

  await open[0].body!.cancel();
  for (let attempt = 0;; attempt++) {
    const again = await fetch(`${url}/events?ms=50`);
    await again.body!.cancel();
    if (again.status === 200) break;
    assert.ok(attempt < 100);
    await pause(50);
  }
  for (const { body } of open.slice(1)) await body!.cancel();
});
