/**
 * Whether a request asks for a WebSocket (RFC 6455, section 4.1), and for no other protocol.
 *
 * @example
 * ```ts
 * import assert from "node:assert/strict";
 * import { opensSocket } from "./opens_socket.ts";
 *
 * const request = (upgrade: string) => new Request("http://a/", { headers: { upgrade } });
 * assert.ok(opensSocket(request("WebSocket")));
 * assert.ok(!opensSocket(request("h2c")));
 * ```
 */
export function opensSocket(request: Request): boolean {
  return request.method === "GET" && request.headers.get("upgrade")?.toLowerCase() === "websocket";
}
