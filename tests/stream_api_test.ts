import assert from "node:assert/strict";
import { TextLineStream } from "../lib/base/text_line_stream.ts";
import { Client, problem } from "../testing/client.ts";
import { startDemoServer } from "../testing/demo_server.ts";

interface Verdict {
  line: number;
  score?: number;
  threshold?: number;
  anomaly?: boolean;
  severity?: { value: number; band: string };
  contributions?: { feature: string; value: unknown; weight: number }[];
  error?: string;
}

type Row = Record<string, string | number>;

Deno.test("API: streams of records", async (t) => {
  await using server = await startDemoServer({
    env: { NETSIFT_MAX_LINE_MB: "1", NETSIFT_MAX_STREAMS: "4", NETSIFT_MODEL_CACHE_MB: "1" },
  });
  const client = new Client(server.url);
  const { demo } = server;
  const test = await client.ingested(demo.test);
  const run = await client.run({
    ...demo,
    detectors: [
      { kind: "isolation-forest", params: { trees: 20 } },
      { kind: "lstm-autoencoder", params: { epochs: 1, window: 4 } },
      { kind: "hybrid", params: { members: [{ kind: "kmeans" }, { kind: "pca" }] } },
    ],
  });
  assert.equal(run.status, "done", run.error ?? "");
  const [forest, lstm, hybrid] = run.results.map(({ model }) => model);
  const csv = await (await client.fetch(`/datasets/${demo.test}/data.csv`)).text();
  const rows = parseRows(csv, new Set(test.columns.filter(isWord).map(({ name }) => name)));
  const some = rows.slice(0, 300);
  const lines = some.map((row) => JSON.stringify(row)).join("\n");

  const score = (model: string, body: BodyInit, query = "", headers: HeadersInit = {}) =>
    client.fetch(`/models/${model}/score${query}`, { method: "POST", body, headers });
  const verdicts = async (response: Response): Promise<Verdict[]> => {
    const text = await response.text();
    assert.equal(response.status, 200, text);
    assert.equal(response.headers.get("content-type"), "application/x-ndjson");
    return text.split("\n").filter(Boolean).map((line) => JSON.parse(line));
  };
  const predict = async (model: string, records: Row[], sequence: boolean) =>
    (await client.post<{ predictions: Verdict[] }>(
      `/models/${model}/predict`,
      { records, sequence },
      200,
    )).predictions;

  await t.step("NDJSON and CSV get the same verdicts, in order, as predict gives", async () => {
    for (const model of [forest, lstm, hybrid]) {
      const expected = await predict(model, some, true);
      const fromJson = await verdicts(await score(model, lines));
      assert.deepEqual(fromJson.map(({ line }) => line), some.map((_, index) => index + 1));
      for (const [index, { score, threshold, anomaly, severity }] of fromJson.entries()) {
        const { score: exact, ...rest } = expected[index];
        assert.ok(Math.abs(score! - exact!) <= 1e-5 * Math.abs(exact!), `${score} is not ${exact}`);
        assert.equal(threshold, rest.threshold);
        assert.equal(anomaly, score! > threshold!);
        assert.ok(Math.abs(severity!.value - rest.severity!.value) < 0.01);
      }
      const head = csv.split(/\r?\n/).slice(0, 301).join("\n");
      const fromCsv = await verdicts(await score(model, head, "", { "content-type": "text/csv" }));
      assert.deepEqual(fromCsv, fromJson.map((each) => ({ ...each, line: each.line + 1 })));
    }
  });

  await t.step("a body that comes byte by byte, or compressed, is the same body", async () => {
    const few = some.slice(0, 2).map((row) => JSON.stringify(row)).join("\r\n");
    const expected = await verdicts(await score(forest, few));
    const bytes = new TextEncoder().encode(few);
    const dripping = ReadableStream.from(Array.from(bytes, (byte) => Uint8Array.of(byte)));
    assert.deepEqual(await verdicts(await score(forest, dripping)), expected);
    const zipped = new Blob([bytes]).stream().pipeThrough(new CompressionStream("gzip"));
    const body = await new Response(zipped).arrayBuffer();
    const headers = { "content-encoding": "gzip" };
    assert.deepEqual(await verdicts(await score(forest, body, "", headers)), expected);
  });

  await t.step("a bad line is answered with its number and ends nothing", async () => {
    const good = JSON.stringify(rows[0]);
    const parts = [
      good,
      "{not json",
      "",
      '"a word"',
      "[".repeat(100_000),
      '{"nothing": 1}',
      Uint8Array.of(0x7b, 0xff, 0x7d),
      "x".repeat(3 * 2 ** 20),
      good,
    ].flatMap((part) => [part, "\n"]);
    const answers = await verdicts(await score(forest, new Blob(parts), "?format=ndjson"));
    assert.deepEqual(answers.map(({ line }) => line), [1, 2, 4, 5, 6, 7, 8, 9]);
    assert.equal(answers[0].score, answers.at(-1)!.score);
    const errors = new Map(answers.map(({ line, error }) => [line, error]));
    assert.match(errors.get(2)!, /not valid JSON/);
    assert.match(errors.get(4)!, /not a JSON object/);
    assert.match(errors.get(5)!, /nested more than 32/);
    assert.match(errors.get(6)!, /A value is missing/);
    assert.match(errors.get(7)!, /not valid UTF-8/);
    assert.match(errors.get(8)!, /longer than 1048576 bytes/);
  });

  await t.step("what cannot be streamed is a problem", async () => {
    const header = await problem(await score(forest, "a,b\n1,2\n"), 422);
    assert.match(header.detail, /must name the columns/);
    await problem(await score(forest, lines, "?format=xml"), 422);
    await problem(await score(forest, lines, "?top=0"), 422);
    await problem(await score(forest, lines, "", { "content-encoding": "br" }), 415);
    await problem(await score(forest, "no gzip", "", { "content-encoding": "gzip" }), 400);
    await problem(await score("model-none", lines), 404);
    await problem(await client.fetch(`/models/${forest}/stream`), 426);
    assert.deepEqual(await verdicts(await score(forest, "")), []);
  });

  await t.step("contributions are those of predict, as many as are asked for", async () => {
    const [expected] = await predict(forest, some.slice(0, 1), false);
    const [all] = await verdicts(await score(forest, lines.split("\n")[0], "?explain=true"));
    assert.deepEqual(all.contributions, expected.contributions);
    const answers = await verdicts(await score(forest, lines, "?explain=anomalies&top=2"));
    assert.ok(answers.some(({ anomaly }) => anomaly));
    for (const { anomaly, contributions } of answers) {
      assert.equal(contributions?.length, anomaly ? 2 : undefined);
    }
  });

  await t.step("a threshold that changes counts from the next stream on", async () => {
    const response = await client.fetch(`/models/${forest}`, {
      method: "PATCH",
      headers: { "content-type": "application/json" },
      body: JSON.stringify({ threshold: { rule: "fixed", value: 0.25 } }),
    });
    assert.equal(response.status, 200, await response.text());
    const answers = await verdicts(await score(forest, lines));
    assert.ok(answers.every(({ threshold, anomaly }) => threshold === 0.25 && anomaly));
  });

  await t.step("who does not read is not read from", async () => {
    let sent = 0;
    const block = new TextEncoder().encode(`${lines}\n`);
    const abort = new AbortController();
    const endless = new ReadableStream<Uint8Array>({
      pull(controller) {
        sent += block.length;
        controller.enqueue(block.slice());
      },
    });
    const waiting = client.fetch(`/models/${forest}/score?format=ndjson`, {
      method: "POST",
      body: endless,
      signal: abort.signal,
    });
    waiting.catch(() => {});
    await waiting;
    let before = -1;
    while (sent !== before) {
      before = sent;
      await new Promise((resolve) => setTimeout(resolve, 1000));
    }
    assert.ok(sent < 100 * 2 ** 20, `${sent} bytes were taken`);
    abort.abort();
    // Streams that were given up leave their places to others.
    for (let i = 0; i < 6; i++) await verdicts(await score(forest, lines));
  });

  for (const contentType of ["application/x-ndjson", "text/csv"]) {
    await t.step(`one record a second gets one verdict a second: ${contentType}`, async () => {
      const [head, ...cells] = csv.split(/\r?\n/);
      const isCsv = contentType === "text/csv";
      const { readable, writable } = new TransformStream<Uint8Array, Uint8Array>();
      const writer = writable.getWriter();
      const send = (text: string) => writer.write(new TextEncoder().encode(`${text}\n`));
      if (isCsv) send(head);
      const response = await score(forest, readable, "", { "content-type": contentType });
      const answers = linesOf(response);
      for (let i = 0; i < 3; i++) {
        await new Promise((resolve) => setTimeout(resolve, 1000));
        const sentAt = performance.now();
        const written = send(isCsv ? cells[i] : JSON.stringify(rows[i]));
        const verdict: Verdict = JSON.parse((await answers.next()).value!);
        assert.ok(performance.now() - sentAt < 1000, "the verdict comes before the next record");
        assert.equal(verdict.line, isCsv ? i + 2 : i + 1);
        assert.equal(typeof verdict.score, "number");
        await written;
      }
      await writer.close();
      assert.ok((await answers.next()).done);
    });
  }

  await t.step("WebSocket: records in, verdicts out", async () => {
    const expected = await verdicts(await score(forest, lines));
    const socket = new WebSocket(
      `${server.url.replace("http", "ws")}/api/v1/models/${forest}/stream`,
    );
    await new Promise((resolve, reject) => {
      socket.onopen = resolve;
      socket.onerror = reject;
    });
    const answers: Verdict[] = [];
    const all = Promise.withResolvers<void>();
    socket.onmessage = ({ data }) => {
      for (const line of data.split("\n").filter(Boolean)) answers.push(JSON.parse(line));
      if (answers.length === some.length + 1) all.resolve();
    };
    for (const line of lines.split("\n")) socket.send(line);
    socket.send("{");
    await all.promise;
    assert.deepEqual(answers.slice(0, -1), expected);
    assert.match(answers.at(-1)!.error!, /not valid JSON/);
    const closed = new Promise((resolve) => socket.onclose = resolve);
    socket.close();
    await closed;
  });

  await t.step(
    "WebSocket: a handshake that is not valid is a problem, and takes no place",
    async () => {
      const { hostname, port } = new URL(server.url);
      for (let i = 0; i < 6; i++) {
        using connection = await Deno.connect({ hostname, port: Number(port) });
        const request =
          `GET /api/v1/models/${forest}/stream HTTP/1.1\r\nhost: ${hostname}:${port}` +
          "\r\nconnection: upgrade\r\nupgrade: websocket\r\n\r\n";
        await connection.write(new TextEncoder().encode(request));
        const answer = new Uint8Array(100);
        await connection.read(answer);
        assert.match(new TextDecoder().decode(answer), /^HTTP\/1.1 400/);
      }
      await verdicts(await score(forest, lines));
    },
  );

  await t.step("WebSocket: versions other than 13 are refused", async () => {
    const { hostname, port } = new URL(server.url);
    for (const [version, status] of [["8", 426], ["14", 426], ["13, 8", 426], [null, 400]]) {
      using connection = await Deno.connect({ hostname, port: Number(port) });
      const request = [
        `GET /api/v1/models/${forest}/stream HTTP/1.1`,
        `host: ${hostname}:${port}`,
        "connection: upgrade",
        "upgrade: websocket",
        ...(version === null ? [] : [`sec-websocket-version: ${version}`]),
        `sec-websocket-key: ${btoa("0123456789abcdef")}`,
      ];
      await connection.write(new TextEncoder().encode(`${request.join("\r\n")}\r\n\r\n`));
      const answer = new Uint8Array(1000);
      const text = new TextDecoder().decode(answer.subarray(0, (await connection.read(answer))!));
      assert.match(text, new RegExp(`^HTTP/1.1 ${status}`));
      if (status === 426) assert.match(text, /\r\nsec-websocket-version: 13\r\n/i);
    }
  });

  await t.step("WebSocket: pages of other sites are refused", async () => {
    const { hostname, port } = new URL(server.url);
    using connection = await Deno.connect({ hostname, port: Number(port) });
    const request = [
      `GET /api/v1/models/${forest}/stream HTTP/1.1`,
      `host: ${hostname}:${port}`,
      "origin: https://elsewhere.example",
      "connection: upgrade",
      "upgrade: websocket",
      "sec-websocket-version: 13",
      `sec-websocket-key: ${btoa("0123456789abcdef")}`,
    ];
    await connection.write(new TextEncoder().encode(`${request.join("\r\n")}\r\n\r\n`));
    const answer = new Uint8Array(100);
    await connection.read(answer);
    assert.match(new TextDecoder().decode(answer), /^HTTP\/1.1 403/);
  });

  await t.step("subscribers get what streams and predictions find", async () => {
    const abort = new AbortController();
    const response = await client.fetch(`/models/${forest}/verdicts`, { signal: abort.signal });
    assert.equal(response.headers.get("content-type"), "text/event-stream");
    const events = linesOf(response);
    const nextBatch = async () => {
      while (true) {
        const { value, done } = await events.next();
        assert.ok(!done);
        if (value.startsWith("data: ")) return JSON.parse(value.slice(6));
      }
    };
    await predict(forest, some.slice(0, 3), false);
    const predicted = await nextBatch();
    assert.deepEqual([predicted.source, predicted.records], ["predict", 3]);
    assert.deepEqual(predicted.verdicts[0].record, plain(some[0]));
    const answers = await verdicts(await score(forest, `${lines}\n{}`));
    let seen = 0;
    let rejected = 0;
    while (seen < some.length) {
      const batch = await nextBatch();
      assert.equal(batch.source, "stream");
      for (const { index, score } of batch.verdicts) {
        assert.equal(score, answers[seen + index].score);
      }
      seen += batch.records;
      rejected += batch.rejected;
    }
    assert.ok(rejected <= 1);
    abort.abort();
    await events.return?.(undefined).catch(() => {});
  });
});

function isWord({ type }: { type: string }): boolean {
  return type === "categorical";
}

function parseRows(csv: string, words: Set<string>): Row[] {
  const [head, ...lines] = csv.split(/\r?\n/).filter(Boolean).map((line) => line.split(","));
  return lines.map((cells) =>
    Object.fromEntries(
      head.map((
        name,
        i,
      ) => [name, words.has(name) || cells[i] === "" ? cells[i] : Number(cells[i])]),
    )
  );
}

function plain(row: Row): Row {
  return JSON.parse(JSON.stringify(row));
}

async function* linesOf(response: Response): AsyncGenerator<string, void> {
  const text = response.body!.pipeThrough(new TextDecoderStream());
  yield* text.pipeThrough(new TextLineStream());
}
