import assert from "node:assert/strict";
import { FramingError, MAX_HEAD_BYTES, RequestFraming } from "./request_framing.ts";

const bytes = (text: string) => new TextEncoder().encode(text);

/** What a framing says after each byte, and at the end of all bytes at once. */
function follow(text: string): RequestFraming[] {
  const slowly = new RequestFraming();
  for (const byte of bytes(text)) slowly.push(Uint8Array.of(byte));
  const atOnce = new RequestFraming();
  atOnce.push(bytes(text));
  return [slowly, atOnce];
}

Deno.test("RequestFraming() counts requests and finds their ends, however the bytes come", () => {
  const requests = [
    "GET / HTTP/1.1\r\nhost: a\r\n\r\n",
    "POST /a HTTP/1.1\r\nContent-Length:  5\r\n\r\n\r\n\r\nx",
    "POST /b HTTP/1.1\r\ntransfer-encoding: chunked\r\n\r\n5;a=b\r\n\r\n\r\nx\r\nA\r\n0123456789\r\n0\r\n\r\n",
    "POST /c HTTP/1.1\r\ntransfer-encoding: gzip, chunked\r\n\r\n1\r\nx\r\n0\r\nchecksum: 1\r\n\r\n",
    "\r\nGET /d HTTP/1.1\nhost: a\n\n",
    "POST /e HTTP/1.1\r\nupgrade: h2c\r\ncontent-length: 2\r\n\r\nab",
  ];
  for (let count = 1; count <= requests.length; count++) {
    for (const framing of follow(requests.slice(0, count).join(""))) {
      assert.equal(framing.heads, count);
      assert.ok(framing.isBetween && !framing.isInBody);
    }
  }
});

Deno.test("RequestFraming() counts the bytes of bodies", () => {
  const chunked = "POST / HTTP/1.1\r\ntransfer-encoding: chunked\r\n\r\n5\r\nabcde\r\n2;x\r\nf";
  for (const framing of follow(chunked)) assert.equal(framing.bodyBytes, 6);
  for (const framing of follow("POST / HTTP/1.1\r\ncontent-length: 9\r\n\r\nab")) {
    assert.equal(framing.bodyBytes, 2);
  }
});

Deno.test("RequestFraming() knows what is incomplete", () => {
  const incomplete: [string, number, boolean][] = [
    ["GET / HTTP/1.1\r\nhost: a\r\n", 0, false],
    ["GET / HTTP/1.1\r\n\r\nG", 1, false],
    ["POST / HTTP/1.1\r\ncontent-length: 5\r\n\r\nabcd", 1, true],
    ["POST / HTTP/1.1\r\ntransfer-encoding: chunked\r\n\r\n", 1, true],
    ["POST / HTTP/1.1\r\ntransfer-encoding: chunked\r\n\r\n5\r\nabcde\r\n", 1, true],
    ["POST / HTTP/1.1\r\ntransfer-encoding: chunked\r\n\r\n5\r\nabcde\r\n0\r\n", 1, true],
    ["POST / HTTP/1.1\r\ntransfer-encoding: chunked\r\n\r\nno size\r\n0\r\n\r\n", 1, true],
  ];
  for (const [text, heads, isInBody] of incomplete) {
    for (const framing of follow(text)) {
      assert.deepEqual(
        [framing.heads, framing.isInBody, framing.isBetween],
        [heads, isInBody, false],
        text,
      );
    }
  }
});

/** A chunked request with a body. */
const chunked = (body: string) =>
  `POST / HTTP/1.1\r\nhost: a\r\ntransfer-encoding: chunked\r\n\r\n${body}`;

Deno.test("RequestFraming.fault tells what is wrong with a chunked body, however its bytes come", () => {
  const faults: [string, RegExp][] = [
    ["no size\r\n", /valid size/],
    ["\r\n", /valid size/],
    ["-1\r\n", /valid size/],
    ["0x5\r\nabcde\r\n", /valid size/],
    ["5\nabcde\n0\n\n", /valid size/],
    ["5 5\r\nabcde\r\n", /valid size/],
    ["5;a\rb\r\nabcde\r\n", /valid size/],
    ["ffffffffffffffff\r\n", /valid size/],
    ["3\r\nabcde\r\n", /longer than its size/],
    ["5\r\nabcde\n0\r\n\r\n", /longer than its size/],
    ["0\r\nno trailer\r\n\r\n", /trailers/],
    ["0\r\n" + "a: b\r\n".repeat(101) + "\r\n", /trailers/],
    [`5;${"x".repeat(9000)}`, /exceed 8192 bytes/],
    [`1;${"x".repeat(5000)}\r\na\r\n`.repeat(2), /exceed 8192 bytes/],
    [`0\r\na: ${"x".repeat(9000)}`, /exceed 8192 bytes/],
  ];
  for (const [body, fault] of faults) {
    for (const framing of follow(chunked(body))) {
      assert.match(framing.fault ?? "", fault, body.slice(0, 50));
      assert.ok(framing.isInBody);
    }
  }
  for (const body of ["0\r\n\r\n", "005 ;a=b\r\nabcde\r\n0;c\r\na:b\r\n\r\n"]) {
    for (const framing of follow(chunked(body))) {
      assert.equal(framing.fault, null);
      assert.ok(framing.isBetween);
    }
  }
});

Deno.test("RequestFraming.fault tells of requests without one valid host", () => {
  const faultOf = (text: string) => follow(text)[0].fault;
  assert.match(faultOf("GET / HTTP/1.1\r\n\r\n")!, /no Host/);
  assert.match(faultOf("GET http://a/ HTTP/1.1\r\nx-host: a\r\n\r\n")!, /no Host/);
  assert.match(faultOf("GET / HTTP/1.1\r\nhost: a\r\nHost: a\r\n\r\n")!, /more than one/);
  assert.match(faultOf("GET / HTTP/1.0\r\nhost: a\r\nHost: b\r\n\r\n")!, /more than one/);
  for (const host of ["a b", "a/b", "a,b@c", "a:b", "[::1", "a:1:2", "<a>"]) {
    assert.match(faultOf(`GET / HTTP/1.1\r\nhost: ${host}\r\n\r\n`)!, /not valid/, host);
  }
  for (const host of ["", "a", "a:", "a_b.c:80", "127.0.0.1:8000", "[::1]:80", "%41"]) {
    assert.equal(faultOf(`GET / HTTP/1.1\r\nHOST:${host} \r\n\r\n`), null, host);
  }
  assert.equal(faultOf("GET / HTTP/1.0\r\n\r\n"), null);
});

Deno.test("RequestFraming() refuses endless heads and HTTP/2", () => {
  const refused = (text: string, status: number) =>
    assert.throws(
      () => follow(text),
      (error) => error instanceof FramingError && error.status === status,
    );
  refused("GET / HTTP/1.1\r\na: ".padEnd(MAX_HEAD_BYTES + 1, "x"), 431);
  refused(`GET / HTTP/1.1\r\na: ${"x".repeat(MAX_HEAD_BYTES)}\r\n\r\n`, 431);
  refused("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n", 505);
});

Deno.test("RequestFraming() follows a refused upgrade, and leaves a socket alone", () => {
  const upgrade = "GET /socket HTTP/1.1\r\nupgrade: websocket\r\n\r\n";
  for (const framing of follow(upgrade)) {
    framing.settleUpgrade(false);
    framing.push(bytes("GET / HTTP/1.1\r\n\r\n"));
    assert.equal(framing.heads, 2);
  }
  for (const framing of follow(upgrade)) {
    framing.settleUpgrade(true);
    framing.push(bytes("GET / HTTP/1.1\r\n\r\n"));
    assert.equal(framing.heads, 1);
  }
});
