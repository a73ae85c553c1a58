import assert from "node:assert/strict";
import { opensSocket } from "./opens_socket.ts";

const request = (method: string, upgrade?: string) =>
  new Request("http://a/", { method, headers: upgrade === undefined ? {} : { upgrade } });

Deno.test("opensSocket() is true of GET requests for a WebSocket alone", () => {
  assert.ok(opensSocket(request("GET", "websocket")));
  assert.ok(opensSocket(request("GET", "WebSocket")));
  assert.ok(!opensSocket(request("GET")));
  assert.ok(!opensSocket(request("POST", "websocket")));
  for (const other of ["h2c", "websocket, h2c", "xwebsocket", "TLS/1.0", " "]) {
    assert.ok(!opensSocket(request("GET", other)), other);
  }
});
