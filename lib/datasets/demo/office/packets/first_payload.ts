/**
 * How the first message of each side begins, so that programs which look into packets tell the
 * application protocol.
 *
 * @module
 */
import type { OfficeConnection } from "../connection.ts";

const text = (words: string) => new TextEncoder().encode(words);

/** First bytes by the last word of Zeek's service: from the source, and back. */
const BEGINNINGS: Record<string, readonly [Uint8Array, Uint8Array]> = {
  // Records of TLS 1.2 with a client's and a server's hello (RFC 5246).
  ssl: [
    Uint8Array.of(0x16, 3, 1, 0, 0xc8, 1, 0, 0, 0xc4, 3, 3),
    Uint8Array.of(0x16, 3, 3, 0, 0x5a, 2, 0, 0, 0x56, 3, 3),
  ],
  http: [text("GET / HTTP/1.1\r\nHost: office.example\r\n\r\n"), text("HTTP/1.1 200 OK\r\n\r\n")],
  ssh: [text("SSH-2.0-OpenSSH_9.6\r\n"), text("SSH-2.0-OpenSSH_9.6\r\n")],
  smtp: [text("EHLO mail.example\r\n"), text("220 mail.example ESMTP\r\n")],
  ftp: [text("USER office\r\n"), text("220 files.example\r\n")],
  // A NetBIOS session message with SMB 2 within (MS-SMB2).
  smb: [
    Uint8Array.of(0, 0, 0, 0x7c, 0xfe, 0x53, 0x4d, 0x42, 0x40, 0),
    Uint8Array.of(0, 0, 0, 0x7c, 0xfe, 0x53, 0x4d, 0x42, 0x40, 0),
  ],
  // A connection request and its confirmation (MS-RDPBCGR).
  rdp: [
    Uint8Array.of(3, 0, 0, 0x13, 0x0e, 0xe0, 0, 0, 0, 0, 0),
    Uint8Array.of(3, 0, 0, 0x13, 0x0e, 0xd0, 0, 0, 0, 0, 0),
  ],
  // A question and an answer without a name (RFC 1035).
  dns: [
    Uint8Array.of(0x1d, 0x0c, 1, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0, 0, 1, 0, 1),
    Uint8Array.of(0x1d, 0x0c, 0x81, 0x80, 0, 1, 0, 0, 0, 0, 0, 0, 0, 0, 1, 0, 1),
  ],
  ntp: [Uint8Array.of(0x23), Uint8Array.of(0x24, 2)],
};

const NOTHING = new Uint8Array(0);

/** The first bytes that a side sends; the rest of the payload is zeros. */
export function firstPayload(
  { service, protocol }: OfficeConnection,
  isForward: boolean,
): Uint8Array {
  const word = service === "smtp,ssl" ? "smtp" : service.split(",").at(-1)!;
  // DNS over TCP has its length first.
  if (protocol === "tcp" && word === "dns") return NOTHING;
  return BEGINNINGS[word]?.[isForward ? 0 : 1] ?? NOTHING;
}
