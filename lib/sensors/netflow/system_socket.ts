/**
 * What Linux knows of a socket of ours. Deno tells neither how many datagrams the system dropped nor
 * lets us ask for more room for those that wait; elsewhere, both are left out.
 *
 * @module
 */
import ipaddr from "ipaddr.js";

/** A line of `/proc/net/udp`. */
interface SocketLine {
  inode: string;
  /** Datagrams for which there was no room. */
  drops: number;
}

const SOL_SOCKET = 1;
const SO_RCVBUF = 8;
/** Takes more than `net.core.rmem_max`, where we may. */
const SO_RCVBUFFORCE = 33;

/** The C libraries of glibc and musl. */
const C_LIBRARIES = ["libc.so.6", "libc.so"];

/** Datagrams for a socket that the system dropped since it was bound; `null` where it does not say. */
export async function droppedDatagrams(address: string, port: number): Promise<number | null> {
  return (await socketLine(address, port))?.drops ?? null;
}

/**
 * Asks the system for room for datagrams that wait to be read.
 *
 * @param bytes how much; it gives `net.core.rmem_max` at most to those who are not root
 * @returns whether the system could be asked
 */
export async function enlargeReceiveBuffer(
  address: string,
  port: number,
  bytes: number,
): Promise<boolean> {
  const line = await socketLine(address, port);
  const descriptor = line && await descriptorOf(line.inode);
  if (descriptor === null) return false;
  for (const name of C_LIBRARIES) {
    try {
      using library = disposable(Deno.dlopen(name, {
        setsockopt: { parameters: ["i32", "i32", "i32", "buffer", "u32"], result: "i32" },
      }));
      const value = Int32Array.of(bytes);
      const set = (option: number) =>
        library.symbols.setsockopt(descriptor, SOL_SOCKET, option, value, value.byteLength) === 0;
      return set(SO_RCVBUFFORCE) || set(SO_RCVBUF);
    } catch {
      // The system has another library, or lets nobody call it: the buffer stays as it is.
    }
  }
  return false;
}

function disposable<Library extends { close(): void }>(library: Library): Library & Disposable {
  return Object.assign(library, { [Symbol.dispose]: () => library.close() });
}

async function socketLine(address: string, port: number): Promise<SocketLine | null> {
  const isIpv6 = ipaddr.IPv6.isValid(address);
  const place = `${hexOf(address)}:${port.toString(16).padStart(4, "0")}`.toUpperCase();
  const table = await Deno.readTextFile(`/proc/net/udp${isIpv6 ? "6" : ""}`).catch(() => "");
  for (const line of table.split("\n")) {
    const fields = line.trim().split(/\s+/);
    if (fields[1] !== place) continue;
    return { inode: fields[9], drops: Number(fields[12]) };
  }
  return null;
}

/** An address as Linux writes it: words of four bytes, the last byte first. */
function hexOf(address: string): string {
  const bytes = ipaddr.parse(address).toByteArray();
  const words = Array.from({ length: bytes.length / 4 }, (_, i) => bytes.slice(4 * i, 4 * i + 4));
  return words.flatMap((word) => word.reverse())
    .map((byte) => byte.toString(16).padStart(2, "0")).join("");
}

async function descriptorOf(inode: string): Promise<number | null> {
  try {
    for await (const { name } of Deno.readDir("/proc/self/fd")) {
      const target = await Deno.readLink(`/proc/self/fd/${name}`).catch(() => "");
      if (target === `socket:[${inode}]`) return Number(name);
    }
  } catch {
    // There is no such folder but on Linux.
  }
  return null;
}
