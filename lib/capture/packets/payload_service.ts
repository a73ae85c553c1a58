import { uint32 } from "./big_endian.ts";

/** Application protocols that the first bytes of a payload show, by Zeek's names; 0 is none. */
export const PAYLOAD_SERVICES = ["", "http", "ssl", "ssh", "smtp", "ftp", "rdp", "smb"] as const;

/** First words of HTTP messages (RFC 9110, and WebDAV's), as big-endian 32-bit numbers. */
const HTTP_WORDS = new Set(
  ["GET ", "POST", "HEAD", "PUT ", "DELE", "OPTI", "CONN", "PATC", "TRAC", "PROP", "HTTP"].map(
    wordOf,
  ),
);

const SSH_WORD = wordOf("SSH-");
const EHLO_WORD = wordOf("EHLO");
const HELO_WORD = wordOf("HELO");
const USER_WORD = wordOf("USER");

function wordOf(text: string): number {
  return [...text].reduce((word, letter) => word * 256 + letter.charCodeAt(0), 0);
}

/**
 * Tells an application protocol of TCP from the first bytes of a payload.
 *
 * @returns an index into {@linkcode PAYLOAD_SERVICES}
 */
export function payloadService(bytes: Uint8Array, start: number, end: number): number {
  if (end - start < 6) return 0;
  const word = uint32(bytes, start);
  if (HTTP_WORDS.has(word)) return 1;
  // A TLS record of a handshake with a version of 3.x, and a hello in it (RFC 8446).
  if (
    bytes[start] === 0x16 && bytes[start + 1] === 3 && bytes[start + 2] <= 4 &&
    (bytes[start + 5] === 1 || bytes[start + 5] === 2)
  ) return 2;
  if (word === SSH_WORD) return 3;
  if (word === EHLO_WORD || word === HELO_WORD) return 4;
  if (word === USER_WORD) return 5;
  // A TPKT header with a connection request of X.224 (MS-RDPBCGR).
  if (bytes[start] === 3 && bytes[start + 1] === 0 && bytes[start + 5] === 0xe0) return 6;
  // A NetBIOS session message with SMB within (MS-SMB2).
  const isSmb = bytes[start] === 0 && end - start >= 8 &&
    (bytes[start + 4] === 0xff || bytes[start + 4] === 0xfe) &&
    bytes[start + 5] === 0x53 && bytes[start + 6] === 0x4d && bytes[start + 7] === 0x42;
  return isSmb ? 7 : 0;
}
