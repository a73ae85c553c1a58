/**
 * How the fields of NetFlow v9 and IPFIX are read. Both number them alike up to 127.
 *
 * Sources: IANA, "IP Flow Information Export (IPFIX) Entities"; RFC 3954 (NetFlow v9); RFC 7011 and
 * 7012 (IPFIX); RFC 5103 (both directions in one record).
 *
 * @module
 */
import { addressText } from "../columns/address_text.ts";
import { readIpv6Words } from "./read_ipv6_words.ts";
import { readUnsigned } from "./read_unsigned.ts";
import type { NumberField, RecordFields } from "./record_fields.ts";

/** Reads one field of `length` bytes at `at`. */
export type FieldReader = (
  fields: RecordFields,
  view: DataView,
  at: number,
  length: number,
) => void;

/** The enterprise number of fields of the opposite direction, see RFC 5103. */
const REVERSE = 29_305;
/** Seconds from 1900, where NTP's times begin, to 1970. */
const NTP_TO_UNIX = 2_208_988_800;

function number(field: NumberField, factor = 1): FieldReader {
  return (fields, view, at, length) => {
    fields[field] = readUnsigned(view, at, length) * factor;
  };
}

/** TCP's flags; IPFIX may send those of its whole header word. */
function flags(field: NumberField): FieldReader {
  return (fields, view, at, length) => {
    fields[field] = readUnsigned(view, at, length) & 255;
  };
}

/** A time as NTP writes it, in microseconds since 1970. */
function ntpTime(field: NumberField): FieldReader {
  return (fields, view, at, length) => {
    if (length !== 8) return;
    const seconds = view.getUint32(at) - NTP_TO_UNIX;
    fields[field] = seconds * 1e6 + Math.floor(view.getUint32(at + 4) / 2 ** 32 * 1e6);
  };
}

/** Exporters that know both versions send zeros in the other one, which say nothing. */
function ipv4(field: "source" | "destination"): FieldReader {
  return (fields, view, at, length) => {
    if (length !== 4) return;
    const word = view.getUint32(at);
    if (word !== 0 || fields[field] === "") fields[field] = addressText([0, 0, 0xffff, word], 4);
  };
}

function ipv6(field: "source" | "destination"): FieldReader {
  return (fields, view, at, length) => {
    if (length !== 16) return;
    const words = readIpv6Words(view, at);
    const isZero = words.every((word) => word === 0);
    if (!isZero || fields[field] === "") fields[field] = addressText(words, 6);
  };
}

const ELEMENTS = new Map<number, FieldReader>([
  [1, number("bytes")],
  [2, number("packets")],
  [4, number("protocol")],
  [5, number("tos")],
  [6, flags("flags")],
  [7, number("sourcePort")],
  [8, ipv4("source")],
  [10, number("input")],
  [11, number("destinationPort")],
  [12, ipv4("destination")],
  [14, number("output")],
  [16, number("sourceAs")],
  [17, number("destinationAs")],
  [21, number("endUptime")],
  [22, number("startUptime")],
  [23, number("postBytes")],
  [24, number("postPackets")],
  [27, ipv6("source")],
  [28, ipv6("destination")],
  [32, number("icmpTypeCode")],
  [34, number("samplingInterval")],
  [48, number("sampler")],
  [50, number("samplingInterval")],
  [85, number("totalBytes")],
  [86, number("totalPackets")],
  [136, number("endReason")],
  [139, number("icmpTypeCode")],
  [150, number("start", 1e6)],
  [151, number("end", 1e6)],
  [152, number("start", 1000)],
  [153, number("end", 1000)],
  [154, ntpTime("start")],
  [155, ntpTime("end")],
  [156, ntpTime("start")],
  [157, ntpTime("end")],
  [158, number("startBefore")],
  [159, number("endBefore")],
  [160, number("bootTime")],
  [161, number("duration", 1000)],
  [162, number("duration")],
  [176, number("icmpType")],
  [177, number("icmpCode")],
  [178, number("icmpType")],
  [179, number("icmpCode")],
  [231, number("bytes")],
  [232, number("reverseBytes")],
  [298, number("packets")],
  [299, number("reversePackets")],
  [302, number("sampler")],
  [305, number("samplingPacketInterval")],
  [306, number("samplingPacketSpace")],
  [309, number("samplingSize")],
  [310, number("samplingPopulation")],
]);

const REVERSE_ELEMENTS = new Map<number, FieldReader>([
  [1, number("reverseBytes")],
  [2, number("reversePackets")],
  [6, flags("reverseFlags")],
  [85, number("reverseBytes")],
  [86, number("reversePackets")],
]);

/**
 * The reader of a field; `null` for those that are passed over.
 *
 * @param enterprise private enterprise number; 0 for fields of IANA's registry
 */
export function fieldReader(element: number, enterprise: number): FieldReader | null {
  if (enterprise === 0) return ELEMENTS.get(element) ?? null;
  if (enterprise === REVERSE) return REVERSE_ELEMENTS.get(element) ?? null;
  return null;
}
