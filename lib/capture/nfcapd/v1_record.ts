/**
 * Records of nfdump 1.6: a head of one layout, and extensions in the order that a map says.
 *
 * Source: nfdump, nfx.h.
 *
 * @module
 */
import { ExportedFlow } from "../exports/exported_flow.ts";
import type { FileExporters } from "./exporters.ts";
import { setNumbers, setReverse } from "./flow_numbers.ts";
import { ipv4Text, ipv6Text, uint64 } from "./record_view.ts";

/** Types of records of flows: those of the first versions have a shorter head. */
export const V1_SHORT_RECORD = 1;
export const V1_RECORD = 10;

const SHORT_HEAD_BYTES = 28;
const HEAD_BYTES = 32;
const MAP_HEAD_BYTES = 8;

const IPV6 = 1;
const PACKETS_64 = 2;
const BYTES_64 = 4;
const EVENT = 64;
const SAMPLED = 128;

/** Bytes of each extension, by its number. */
const EXTENSION_BYTES: Record<number, number> = {
  ...{ 4: 4, 5: 8, 6: 4, 7: 8, 8: 4, 9: 4, 10: 16, 11: 4, 12: 16, 13: 4, 14: 4, 15: 8, 16: 4 },
  ...{ 17: 8, 18: 4, 19: 8, 20: 16, 21: 16, 22: 40, 23: 4, 24: 16, 25: 4, 26: 8, 27: 8, 37: 20 },
  ...{ 38: 4, 39: 8, 40: 32, 41: 24, 42: 24, 43: 72, 45: 24, 46: 12, 47: 8, 48: 8 },
};

/** Numbers of the other direction, of which a map may have either. */
interface Reverse {
  packets: number;
  bytes: number;
}

type ReadExtension = (flow: ExportedFlow, view: DataView, at: number, reverse: Reverse) => void;

/** Extensions that are read; all others are passed over. */
const EXTENSIONS: Record<number, ReadExtension> = {
  4(flow, view, at) {
    flow.input = view.getUint16(at, true);
    flow.output = view.getUint16(at + 2, true);
  },
  5(flow, view, at) {
    flow.input = view.getUint32(at, true);
    flow.output = view.getUint32(at + 4, true);
  },
  6(flow, view, at) {
    flow.sourceAs = view.getUint16(at, true);
    flow.destinationAs = view.getUint16(at + 2, true);
  },
  7(flow, view, at) {
    flow.sourceAs = view.getUint32(at, true);
    flow.destinationAs = view.getUint32(at + 4, true);
  },
  14(_flow, view, at, reverse) {
    reverse.packets = view.getUint32(at, true);
  },
  15(_flow, view, at, reverse) {
    reverse.packets = uint64(view, at);
  },
  16(_flow, view, at, reverse) {
    reverse.bytes = view.getUint32(at, true);
  },
  17(_flow, view, at, reverse) {
    reverse.bytes = uint64(view, at);
  },
  23(flow, view, at) {
    flow.exporter = ipv4Text(view, at);
  },
  24(flow, view, at) {
    flow.exporter = ipv6Text(view, at);
  },
};

/** Reads the map of extensions in a record of `length` bytes: its number, and theirs. */
export function readExtensionMap(
  view: DataView,
  at: number,
  length: number,
): { id: number; extensions: number[] } | null {
  if (length < MAP_HEAD_BYTES) return null;
  const extensions: number[] = [];
  for (let entry = at + MAP_HEAD_BYTES; entry + 2 <= at + length; entry += 2) {
    const extension = view.getUint16(entry, true);
    if (extension === 0) break;
    extensions.push(extension);
  }
  return { id: view.getUint16(at + 4, true), extensions };
}

/**
 * Reads a record of `length` bytes.
 *
 * @param maps extensions by the numbers of their maps
 * @returns `null` for records of events, such as those of firewalls, and damaged ones
 */
export function readV1Record(
  view: DataView,
  at: number,
  length: number,
  maps: ReadonlyMap<number, readonly number[]>,
  exporters: FileExporters,
): ExportedFlow | null {
  const isShort = view.getUint16(at, true) === V1_SHORT_RECORD;
  const headBytes = isShort ? SHORT_HEAD_BYTES : HEAD_BYTES;
  if (length < headBytes) return null;
  const flags = isShort ? view.getUint8(at + 4) : view.getUint16(at + 4, true);
  const extensions = maps.get(view.getUint16(at + 6, true));
  if ((flags & EVENT) !== 0 || extensions === undefined) return null;
  const flow = new ExportedFlow();
  const exporter = exporters.get(isShort ? view.getUint8(at + 5) : view.getUint16(at + 28, true));
  flow.exporter = exporter?.address ?? "";
  flow.domain = exporter?.domain ?? 0;
  if (!isShort) flow.endReason = view.getUint8(at + 31);

  const end = at + length;
  const [addressBytes, packetBytes, byteBytes] = [
    flags & IPV6 ? 32 : 8,
    flags & PACKETS_64 ? 8 : 4,
    flags & BYTES_64 ? 8 : 4,
  ];
  let place = at + headBytes;
  if (place + addressBytes + packetBytes + byteBytes > end) return null;
  const read = flags & IPV6 ? ipv6Text : ipv4Text;
  flow.source = read(view, place);
  flow.destination = read(view, place + addressBytes / 2);
  place += addressBytes;
  const packets = counter(view, place, packetBytes);
  place += packetBytes;
  const bytes = counter(view, place, byteBytes);
  place += byteBytes;
  setNumbers(flow, {
    first: view.getUint32(at + 12, true) * 1000 + view.getUint16(at + 8, true),
    last: view.getUint32(at + 16, true) * 1000 + view.getUint16(at + 10, true),
    flags: view.getUint8(at + 21),
    protocol: view.getUint8(at + 22),
    tos: view.getUint8(at + 23),
    sourcePort: view.getUint16(at + 24, true),
    destinationPort: view.getUint16(at + 26, true),
    ...{ packets, bytes, isSampled: (flags & SAMPLED) !== 0 },
  });
  readExtensions(flow, view, place, end, extensions);
  return flow;
}

function readExtensions(
  flow: ExportedFlow,
  view: DataView,
  from: number,
  end: number,
  extensions: readonly number[],
): void {
  const reverse: Reverse = { packets: 0, bytes: 0 };
  let place = from;
  for (const extension of extensions) {
    const size = EXTENSION_BYTES[extension];
    // Behind one of unknown length nothing can be found.
    if (size === undefined || place + size > end) break;
    EXTENSIONS[extension]?.(flow, view, place, reverse);
    place += size;
  }
  setReverse(flow, reverse.packets, reverse.bytes);
}

function counter(view: DataView, at: number, bytes: number): number {
  return bytes === 8 ? uint64(view, at) : view.getUint32(at, true);
}
