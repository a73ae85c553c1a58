import assert from "node:assert/strict";
import { startServer } from "../testing/server.ts";

Deno.test("a page carries its nonce whatever protocol it is asked to upgrade to", async () => {
  await using server = await startServer();
  const { hostname, port } = new URL(server.url);
  for (const upgrade of ["h2c", "TLS/1.0", "x", "websocket2", "websocket, h2c", ""]) {
    using connection = await Deno.connect({ hostname, port: Number(port) });
    const request = [
      "GET / HTTP/1.1",
      `host: ${hostname}:${port}`,
      "connection: upgrade, close",
      `upgrade: ${upgrade}`,
    ];
    await connection.write(new TextEncoder().encode(`${request.join("\r\n")}\r\n\r\n`));
    const page = await new Response(connection.readable).text();
    assert.match(page, /^HTTP\/1\.1 200/);
    const [, nonce] = /content-security-policy:[^\n]*'nonce-([^']+)'/i.exec(page) ?? [];
    assert.ok(nonce, `a page asked to upgrade to "${upgrade}" has no nonce`);
  }
});
