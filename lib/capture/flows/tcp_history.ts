/**
 * What happened in a connection, as Zeek tells it: `history` and `conn_state`.
 *
 * Source: Zeek's documentation of conn.log.
 *
 * @module
 */
import { ACK, type DecodedPacket, FIN, RST, SYN } from "../packets/decoded_packet.ts";
import { HISTORY, HISTORY_LENGTH } from "./fields.ts";

/** Letters of the originator; those of the responder are the same in lower case. */
const LETTERS = "SHADFR";
const RESPONDER = 8;

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
  if (has(values, at, letter)) return;
  const length = values[at + HISTORY_LENGTH];
  values[at + HISTORY] += letter * 16 ** length;
  values[at + HISTORY_LENGTH] = length + 1;
}

function has(values: Float64Array, at: number, letter: number): boolean {
  return position(values, at, letter) >= 0;
}

/** When a letter was noted, counted from 0; -1 where it was not. */
function position(values: Float64Array, at: number, letter: number): number {
  let rest = values[at + HISTORY];
  const length = values[at + HISTORY_LENGTH];
  for (let i = 0; i < length; i++) {
    if (rest % 16 === letter) return i;
    rest = Math.floor(rest / 16);
  }
  return -1;
}

/** The history in Zeek's letters, each once a direction. */
export function historyText(values: Float64Array, at: number): string {
  let rest = values[at + HISTORY];
  let text = "";
  for (let i = 0; i < values[at + HISTORY_LENGTH]; i++) {
    const letter = rest % 16;
    rest = Math.floor(rest / 16);
    text += letter >= RESPONDER ? LETTERS[letter - RESPONDER].toLowerCase() : LETTERS[letter];
  }
  return text;
}

/** The state of a TCP connection in Zeek's words. */
export function tcpState(values: Float64Array, at: number): string {
  return stateOf((letter) => {
    const index = LETTERS.indexOf(letter.toUpperCase());
    return position(values, at, index + (letter === letter.toUpperCase() ? 0 : RESPONDER));
  });
}

/**
 * The state of a TCP connection of which only the flags of each direction together are known. Who reset
 * it first is not among them: where both did, the originator.
 */
export function tcpStateOfFlags(originator: number, responder: number): string {
  return stateOf((letter) => {
    const isOriginator = letter === letter.toUpperCase();
    const isSet = ((isOriginator ? originator : responder) & FLAGS[letter]) !== 0;
    if (!isSet) return -1;
    return isOriginator ? 0 : 1;
  });
}

/** @param when order in which letters of the history were noted; -1 for those that were not */
function stateOf(when: (letter: string) => number): string {
  const syn = when("S") >= 0;
  const synAck = when("h") >= 0;
  const [fin, finBack] = [when("F"), when("f")];
  const [reset, resetBack] = [when("R"), when("r")];
  if (!syn) {
    if (synAck && resetBack >= 0) return "RSTRH";
    if (synAck && finBack >= 0) return "SHR";
    return "OTH";
  }
  if (!synAck) {
    if (resetBack >= 0 && when("d") < 0) return "REJ";
    if (reset >= 0) return "RSTOS0";
    if (fin >= 0 && when("a") < 0 && when("d") < 0) return "SH";
    return when("a") < 0 && when("d") < 0 ? "S0" : "OTH";
  }
  if (fin >= 0 && finBack >= 0) return "SF";
  if (reset >= 0 && (resetBack < 0 || reset < resetBack)) return "RSTO";
  if (resetBack >= 0) return "RSTR";
  if (fin >= 0) return "S2";
  return finBack >= 0 ? "S3" : "S1";
}
