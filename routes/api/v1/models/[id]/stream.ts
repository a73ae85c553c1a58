import { leaseOf } from "../../../../../lib/http/leases.ts";
import { findModel } from "../../../../../lib/api/models/find_model.ts";
import { methods } from "../../../../../lib/http/methods.ts";
import { opensSocket } from "../../../../../lib/auth/requests/opens_socket.ts";
import { ProblemError } from "../../../../../lib/http/problem.ts";
import { scoreSocket } from "../../../../../lib/api/streams/score_socket.ts";
import { streamOptions } from "../../../../../lib/api/streams/score_stream.ts";
import type { State } from "../../../../../utils.ts";

/** The only version of the protocol (RFC 6455, section 4.1). */
const SOCKET_VERSION = "13";

export const handler = methods<State>({
  GET(ctx) {
    const { netsift } = ctx.state;
    const { id } = findModel(netsift, ctx.params.id);
    if (!opensSocket(ctx.req)) {
      throw new ProblemError(426, "This endpoint requires a WebSocket connection.", {
        headers: { upgrade: "websocket" },
      });
    }
    const version = ctx.req.headers.get("sec-websocket-version");
    if (version === null) {
      throw new ProblemError(400, "The WebSocket handshake has no Sec-WebSocket-Version header.");
    }
    if (version !== SOCKET_VERSION) {
      throw new ProblemError(426, `Only WebSocket version ${SOCKET_VERSION} is supported.`, {
        headers: { upgrade: "websocket", "sec-websocket-version": SOCKET_VERSION },
      });
    }
    const stream = netsift.models.stream(id, streamOptions(ctx.url));
    try {
      const { socket, response } = Deno.upgradeWebSocket(ctx.req);
      scoreSocket(socket, stream, leaseOf(ctx.req));
      return response;
    } catch (error) {
      const { message } = error as Error;
      stream.fail(error as Error);
      throw new ProblemError(400, `Invalid WebSocket handshake: ${message}`);
    }
  },
});
