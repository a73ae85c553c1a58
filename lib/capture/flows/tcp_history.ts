/**
 * What happened in a connection, as Zeek tells it: `history` and `conn_state`.
 *
 * Source: Zeek's documentation of conn.log.
 *
 * @module
 */
import { ACK, type DecodedPacket, FIN, RST, SYN } from "../packets/decoded_packet.ts";
import { HISTORY, HISTORY_LENGTH, HISTORY_SEEN } from "./fields.ts";

/** Letters of the originator; those of the responder are the same in lower case. */
const LETTERS = "SHADFR";
const RESPONDER = 8;
/** What a letter counts for at each place: 16 to its power, exact for all twelve letters in a double. */
const POWERS = Array.from({ length: 2 * LETTERS.length }, (_, i) => 16 ** i);

/** The flag behind each letter that decides about the state; data have none. */
const FLAGS: Record<string, number> = {
  S: SYN,
  F: FIN,
  R: RST,
  h: SYN,
  a: ACK,
  d: 0,
  f: FIN,
  r: RST,
};

/** Adds what a packet brings for the first time in its direction. */
export function addToHistory(
  values: Float64Array,
  at: number,
  packet: DecodedPacket,
  isForward: boolean,
): void {
  const { flags } = packet;
  const side = isForward ? 0 : RESPONDER;
  const isSyn = (flags & SYN) !== 0;
  if (isSyn) note(values, at, side + ((flags & ACK) !== 0 ? 1 : 0));
  else if ((flags & ACK) !== 0 && (flags & RST) === 0 && packet.payloadBytes === 0) {
    note(values, at, side + 2);
  }
  if (packet.payloadBytes > 0) note(values, at, side + 3);
  if ((flags & FIN) !== 0) note(values, at, side + 4);
  if ((flags & RST) !== 0) note(values, at, side + 5);
}

/** Adds data of a transport without flags. */
export function addData(values: Float64Array, at: number, isForward: boolean): void {
  note(values, at, (isForward ? 0 : RESPONDER) + 3);
}

function note(values: Float64Array, at: number, letter: number): void {
  const seen = values[at + HISTORY_SEEN];
  if ((seen >> letter & 1) === 1) return;
  values[at + HISTORY_SEEN] = seen | 1 << letter;
  const length = values[at + HISTORY_LENGTH];
  values[at + HISTORY] += letter * POWERS[length];
  values[at + HISTORY_LENGTH] = length + 1;
}

/** The history in Zeek's letters, each once a direction. */
export function historyText(values: Float64Array, at: number): string {
  let rest = values[at + HISTORY];
  let text = "";
  for (let i = 0; i < values[at + HISTORY_LENGTH]; i++) {
    const before = Math.floor(rest / 16);
    const letter = rest - 16 * before;
    rest = before;
    text += letter >= RESPONDER ? LETTERS[letter - RESPONDER].toLowerCase() : LETTERS[letter];
  }
  return text;
}

/** The state of a TCP connection in Zeek's words. */
export function tcpState(values: Float64Array, at: number): string {
  const seen = values[at + HISTORY_SEEN];
  const has = (letter: string) => (seen >> LETTERS.indexOf(letter) & 1) === 1;
  const hasBack = (letter: string) => (seen >> RESPONDER + LETTERS.indexOf(letter) & 1) === 1;
  return stateOf(has, hasBack, () => /^[^r]*R/.test(historyText(values, at)));
}

/**
 * The state of a TCP connection of which only the flags of each direction together are known. Who reset
 * it first is not among them: where both did, the originator.
 */
export function tcpStateOfFlags(originator: number, responder: number): string {
  const has = (letter: string) => (originator & FLAGS[letter]) !== 0;
  return stateOf(has, (letter) => (responder & FLAGS[letter.toLowerCase()]) !== 0, () => has("R"));
}

/**
 * @param has whether a letter of the history was noted of the originator
 * @param hasBack the same of the responder
 * @param isOriginatorFirst whether the originator reset the connection, and nobody before it
 */
function stateOf(
  has: (letter: string) => boolean,
  hasBack: (letter: string) => boolean,
  isOriginatorFirst: () => boolean,
): string {
  const synAck = hasBack("H");
  if (!has("S")) {
    if (synAck && hasBack("R")) return "RSTRH";
    return synAck && hasBack("F") ? "SHR" : "OTH";
  }
  if (!synAck) {
    if (hasBack("R") && !hasBack("D")) return "REJ";
    if (has("R")) return "RSTOS0";
    if (hasBack("A") || hasBack("D")) return "OTH";
    return has("F") ? "SH" : "S0";
  }
  if (has("F") && hasBack("F")) return "SF";
  if (has("R") || hasBack("R")) return isOriginatorFirst() ? "RSTO" : "RSTR";
  if (has("F")) return "S2";
  return hasBack("F") ? "S3" : "S1";
}
