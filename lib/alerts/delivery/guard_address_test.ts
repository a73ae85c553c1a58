import assert from "node:assert/strict";
import { allowedAddresses } from "./guard_address.ts";
import { SendError } from "./send_error.ts";

Deno.test("allowedAddresses() takes public and private addresses, and loopback", async () => {
  for (
    const address of [
      "8.8.8.8",
      "10.1.2.3",
      "172.16.0.1",
      "192.168.1.1",
      "127.0.0.1",
      "::1",
      "fd12:3456::1",
      "2606:4700::1111",
      "::ffff:10.0.0.1",
      // How a network that has IPv6 alone reaches a public IPv4 address.
      "64:ff9b::8.8.8.8",
    ]
  ) assert.deepEqual(await allowedAddresses(address), [address]);
});

Deno.test("allowedAddresses() refuses all other addresses, in every way of writing them", async () => {
  for (
    const address of [
      "169.254.169.254",
      "::ffff:169.254.169.254",
      "::ffff:a9fe:a9fe",
      "fe80::1",
      "fe80::1%eth0",
      "febf::1",
      "fd00:ec2::254",
      "100.100.100.200",
      "168.63.129.16",
      "0.0.0.0",
      "0.1.2.3",
      "::",
      "100.64.0.1",
      "192.0.0.192",
      "192.0.2.1",
      "198.18.0.1",
      "224.0.0.1",
      "255.255.255.255",
      "ff02::1",
      "fec0::1",
      // IPv4 in IPv6: NAT64, local NAT64, 6to4, compatible, translated, Teredo, ISATAP.
      "64:ff9b::10.0.0.1",
      "64:ff9b::127.0.0.1",
      "64:ff9b::a9fe:a9fe",
      "64:ff9b::100.64.0.1",
      "64:ff9b:1::10.0.0.1",
      "64:ff9b:1:ffff::8.8.8.8",
      "2002:a00:1::1",
      "2002:a9fe:a9fe::",
      "::10.0.0.1",
      "::127.0.0.1",
      "::a9fe:a9fe",
      "::ffff:0:10.0.0.1",
      "::ffff:0:a9fe:a9fe",
      "2001:0:4136:e378:8000:63bf:3fff:fdd2",
      "2a00:1450::5efe:10.0.0.1",
      "2a00:1450::200:5efe:169.254.169.254",
      "fd12::5efe:169.254.169.254",
      "2001:db8::1",
      "100::1",
      "4000::1",
    ]
  ) {
    for (const host of [address, ...address.includes(":") ? [`[${address}]`] : []]) {
      await assert.rejects(
        allowedAddresses(host),
        (error) => error instanceof SendError && error.isFinal,
        host,
      );
    }
  }
});

Deno.test("allowedAddresses() refuses a name of which one address is refused", async () => {
  const resolve = (addresses: string[]) =>
    allowedAddresses("x.test", () => Promise.resolve(addresses));
  assert.deepEqual(await resolve(["8.8.8.8", "::1"]), ["8.8.8.8", "::1"]);
  await assert.rejects(resolve(["8.8.8.8", "64:ff9b::a00:1"]), /NAT64 address/);
  await assert.rejects(resolve([]), /not known/);
});
