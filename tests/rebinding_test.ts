/**
 * Web sites whose names lead to a server that everybody may use (DNS rebinding), over HTTP.
 *
 * @module
 */
import assert from "node:assert/strict";
import { startServer } from "../testing/server.ts";

/** The status that a browser gets which believes that the server is called so. */
async function statusAs(url: string, host: string, method = "GET", headers = ""): Promise<number> {
  const { hostname, port } = new URL(url);
  using connection = await Deno.connect({ hostname, port: Number(port) });
  const request = `${method} /api/v1/demo HTTP/1.1\r\nhost: ${host}\r\n${headers}` +
    "content-length: 0\r\nconnection: close\r\n\r\n";
  await connection.write(new TextEncoder().encode(request));
  const bytes = new Uint8Array(1000);
  const text = new TextDecoder().decode(bytes.subarray(0, await connection.read(bytes) ?? 0));
  return Number(text.split(" ")[1]);
}

Deno.test("API: an open server beyond loopback answers no name that it was not given", async () => {
  await using server = await startServer({ env: { HOST: "0.0.0.0", NETSIFT_OPEN: "yes" } });
  const port = new URL(server.url).port;
  assert.equal(await statusAs(server.url, `evil.example:${port}`), 421);
  assert.equal(
    await statusAs(server.url, "evil.example", "POST", "origin: http://evil.example\r\n"),
    421,
  );
  assert.notEqual(await statusAs(server.url, `127.0.0.1:${port}`), 421);
  assert.notEqual(await statusAs(server.url, "192.0.2.1"), 421);
});

Deno.test("API: NETSIFT_HOSTS counts beyond loopback, and origins must have the same scheme", async () => {
  await using server = await startServer({
    env: { HOST: "0.0.0.0", NETSIFT_OPEN: "yes", NETSIFT_HOSTS: "netsift.example" },
  });
  const { url } = server;
  assert.equal(await statusAs(url, "evil.example"), 421);
  assert.equal(await statusAs(url, "192.0.2.1"), 421);
  assert.notEqual(await statusAs(url, "netsift.example"), 421);
  const post = (origin: string) =>
    statusAs(url, "netsift.example", "POST", `origin: ${origin}\r\n`);
  assert.equal(await post("https://netsift.example"), 403);
  assert.equal(await post("http://netsift.example:81"), 403);
  assert.equal(await post("http://netsift.example"), 400, "an empty body");
});
