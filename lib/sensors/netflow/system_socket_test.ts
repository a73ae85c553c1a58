import assert from "node:assert/strict";
import { createSocket } from "node:dgram";
import { once } from "node:events";
import { droppedDatagrams, enlargeReceiveBuffer } from "./system_socket.ts";

const isLinux = Deno.build.os === "linux";

for (const address of ["127.0.0.1", "::1"]) {
  Deno.test({
    name: `the system tells what it dropped for a socket of ${address}`,
    ignore: !isLinux || address === "::1" && !hasIpv6(),
    fn: async () => {
      const socket = createSocket(address === "::1" ? "udp6" : "udp4").bind(0, address);
      await once(socket, "listening");
      const { port } = socket.address();
      assert.ok(await enlargeReceiveBuffer(address, port, 2 ** 20));
      assert.equal(await droppedDatagrams(address, port), 0);
      socket.close();
      await once(socket, "close");
      assert.equal(await droppedDatagrams(address, port), null);
    },
  });
}

function hasIpv6(): boolean {
  return Deno.networkInterfaces().some(({ address }) => address === "::1");
}
