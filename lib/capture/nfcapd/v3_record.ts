/**
 * Records of nfdump 1.7: a head, and elements in any order.
 *
 * Source: nfdump, nfxV3.h.
 *
 * @module
 */
import { ExportedFlow } from "../exports/exported_flow.ts";
import { TCP } from "../packets/decoded_packet.ts";
import type { FileExporters } from "./exporters.ts";
import { setNumbers, setReverse } from "./flow_numbers.ts";
import { ipv4Text, ipv6Text, uint64 } from "./record_view.ts";

const HEAD_BYTES = 12;
const ELEMENT_HEAD_BYTES = 4;

const EVENT = 1;
const SAMPLED = 2;

interface Element {
  /** Bytes that are read of it. */
  bytes: number;
  read(flow: ExportedFlow, view: DataView, at: number, isSampled: boolean): void;
}

/** Elements that are read, by their numbers. */
const ELEMENTS = new Map<number, Element>([
  [1, { bytes: 48, read: readGeneric }],
  [2, {
    bytes: 8,
    read(flow, view, at) {
      flow.source = ipv4Text(view, at);
      flow.destination = ipv4Text(view, at + 4);
    },
  }],
  [3, {
    bytes: 32,
    read(flow, view, at) {
      flow.source = ipv6Text(view, at);
      flow.destination = ipv6Text(view, at + 16);
    },
  }],
  [4, {
    bytes: 16,
    read(flow, view, at) {
      flow.input = view.getUint32(at, true);
      flow.output = view.getUint32(at + 4, true);
      flow.endReason = view.getUint8(at + 13);
      const reverseFlags = view.getUint8(at + 14);
      if (reverseFlags !== 0) flow.reverseFlags = reverseFlags;
    },
  }],
  [5, {
    bytes: 24,
    read(flow, view, at) {
      setReverse(flow, uint64(view, at + 8), uint64(view, at + 16));
    },
  }],
  [7, {
    bytes: 8,
    read(flow, view, at) {
      flow.sourceAs = view.getUint32(at, true);
      flow.destinationAs = view.getUint32(at + 4, true);
    },
  }],
  [12, {
    bytes: 4,
    read(flow, view, at) {
      flow.exporter = ipv4Text(view, at);
    },
  }],
  [13, {
    bytes: 16,
    read(flow, view, at) {
      flow.exporter = ipv6Text(view, at);
    },
  }],
]);

function readGeneric(flow: ExportedFlow, view: DataView, at: number, isSampled: boolean): void {
  setNumbers(flow, {
    first: uint64(view, at),
    last: uint64(view, at + 8),
    packets: uint64(view, at + 24),
    bytes: uint64(view, at + 32),
    sourcePort: view.getUint16(at + 40, true),
    destinationPort: view.getUint16(at + 42, true),
    protocol: view.getUint8(at + 44),
    flags: view.getUint8(at + 45),
    tos: view.getUint8(at + 47),
    isSampled,
  });
}

/**
 * Reads a record of `length` bytes.
 *
 * @returns `null` for records of events, such as those of firewalls, and damaged ones
 */
export function readV3Record(
  view: DataView,
  at: number,
  length: number,
  exporters: FileExporters,
): ExportedFlow | null {
  if (length < HEAD_BYTES) return null;
  const flags = view.getUint8(at + 10);
  if ((flags & EVENT) !== 0) return null;
  const flow = new ExportedFlow();
  const exporter = exporters.get(view.getUint16(at + 8, true));
  flow.exporter = exporter?.address ?? "";
  flow.domain = exporter?.domain ?? 0;
  const end = at + length;
  let element = at + HEAD_BYTES;
  for (let i = view.getUint16(at + 4, true); i > 0; i--) {
    if (element + ELEMENT_HEAD_BYTES > end) return null;
    const size = view.getUint16(element + 2, true);
    if (size < ELEMENT_HEAD_BYTES || element + size > end) return null;
    const known = ELEMENTS.get(view.getUint16(element, true));
    if (known && size >= ELEMENT_HEAD_BYTES + known.bytes) {
      known.read(flow, view, element + ELEMENT_HEAD_BYTES, (flags & SAMPLED) !== 0);
    }
    element += size;
  }
  if (flow.protocol !== TCP) flow.reverseFlags = NaN;
  return flow.source === "" ? null : flow;
}
