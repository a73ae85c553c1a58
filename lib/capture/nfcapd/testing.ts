/**
 * Files of nfcapd for tests, made byte by byte.
 *
 * @module
 */
import { concatenated } from "../../base/typed_arrays.ts";

/** Bytes one behind the other. */
export function join(...parts: Uint8Array<ArrayBuffer>[]): Uint8Array<ArrayBuffer> {
  return concatenated(Uint8Array, parts);
}

/** A number of bytes in little-endian order. */
export function little(value: number, length: number): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(length);
  let rest = BigInt(value);
  for (let i = 0; i < length; i++) {
    bytes[i] = Number(rest & 255n);
    rest >>= 8n;
  }
  return bytes;
}

/** An IPv4 address as files store it. */
export function storedIpv4(text: string): Uint8Array<ArrayBuffer> {
  return Uint8Array.from(text.split("."), Number).reverse();
}

/** Milliseconds since 1970 at which flows of tests begin. */
export const FIRST = 1_700_000_000_250;

/** Values of a flow; the rest is that of a TCP connection to port 80. */
export interface StoredFlowSpec {
  source?: string;
  destination?: string;
  sourcePort?: number;
  destinationPort?: number;
  protocol?: number;
  tcpFlags?: number;
  packets?: number;
  bytes?: number;
  /** Milliseconds after {@linkcode FIRST}. */
  start?: number;
  end?: number;
}

/** A file of a layout whose data blocks have these contents. */
export function nfcapdFile(
  layout: 1 | 2,
  blocks: { records: Uint8Array<ArrayBuffer>[]; packed?: Uint8Array<ArrayBuffer> }[],
  { compression = 0, blockCount = blocks.length, encryption = 0 } = {},
): Uint8Array<ArrayBuffer> {
  const header = layout === 1
    ? join(
      little(0xa50c, 2),
      little(1, 2),
      little(compression, 4),
      little(blockCount, 4),
      new Uint8Array(264),
    )
    : join(
      ...[little(0xa50c, 2), little(2, 2), little(0x01070100, 4), little(0, 8)],
      ...[little(compression, 1), little(encryption, 1), little(0, 14)],
      ...[little(2 ** 20, 4), little(blockCount, 4)],
    );
  return join(
    header,
    ...blocks.map(({ records, packed = join(...records) }) =>
      join(
        ...[little(records.length, 4), little(packed.length, 4), little(layout + 1, 2)],
        ...[little(0, 2), packed],
      )
    ),
  );
}

/** An element of a record of the second layout. */
export function element(
  type: number,
  ...parts: Uint8Array<ArrayBuffer>[]
): Uint8Array<ArrayBuffer> {
  const body = join(...parts);
  return join(little(type, 2), little(body.length + 4, 2), body);
}

/** A record of the second layout, with further elements. */
export function v3Record(
  spec: StoredFlowSpec,
  more: Uint8Array<ArrayBuffer>[] = [],
  { flags = 0, exporter = 0 } = {},
): Uint8Array<ArrayBuffer> {
  const { start = 0, end = 1000, packets = 5, bytes = 500 } = spec;
  const elements = [
    element(
      1,
      ...[little(FIRST + start, 8), little(FIRST + end, 8), little(0, 8), little(packets, 8)],
      ...[little(bytes, 8), little(spec.sourcePort ?? 40_000, 2)],
      ...[little(spec.destinationPort ?? 80, 2), little(spec.protocol ?? 6, 1)],
      ...[little(spec.tcpFlags ?? 27, 1), little(0, 1), little(8, 1)],
    ),
    element(
      2,
      storedIpv4(spec.source ?? "10.0.0.1"),
      storedIpv4(spec.destination ?? "10.0.0.2"),
    ),
    ...more,
  ];
  const body = join(...elements);
  return join(
    ...[little(11, 2), little(12 + body.length, 2), little(elements.length, 2), little(0, 2)],
    ...[little(exporter, 2), little(flags, 1), little(9, 1), body],
  );
}

/** A map of extensions of the first layout. */
export function extensionMap(id: number, extensions: number[]): Uint8Array<ArrayBuffer> {
  const body = join(...extensions.map((extension) => little(extension, 2)), little(0, 2));
  return join(little(2, 2), little(8 + body.length, 2), little(id, 2), little(0, 2), body);
}

/** A record of the first layout with its extensions; of its long head or the older, shorter one. */
export function v1Record(
  spec: StoredFlowSpec,
  map: number,
  extensions: Uint8Array<ArrayBuffer>[] = [],
  { isShort = false, flags = 0 } = {},
): Uint8Array<ArrayBuffer> {
  const { start = 0, end = 1000, packets = 5, bytes = 500 } = spec;
  const [first, last] = [FIRST + start, FIRST + end];
  const body = join(
    ...[isShort ? little(flags, 1) : little(flags, 2), ...(isShort ? [little(0, 1)] : [])],
    ...[little(map, 2), little(first % 1000, 2), little(last % 1000, 2)],
    ...[little(Math.floor(first / 1000), 4), little(Math.floor(last / 1000), 4), little(0, 1)],
    ...[little(spec.tcpFlags ?? 27, 1), little(spec.protocol ?? 6, 1), little(8, 1)],
    ...[little(spec.sourcePort ?? 40_000, 2), little(spec.destinationPort ?? 80, 2)],
    ...(isShort ? [] : [little(0, 2), little(0, 1), little(3, 1)]),
    storedIpv4(spec.source ?? "10.0.0.1"),
    storedIpv4(spec.destination ?? "10.0.0.2"),
    little(packets, flags & 2 ? 8 : 4),
    little(bytes, flags & 4 ? 8 : 4),
    ...extensions,
  );
  return join(little(isShort ? 1 : 10, 2), little(4 + body.length, 2), body);
}

/** A block of LZ4 that holds its bytes as they are. */
export function lz4Literals(bytes: Uint8Array<ArrayBuffer>): Uint8Array<ArrayBuffer> {
  const lengths: number[] = [];
  let rest = bytes.length - 15;
  for (; rest >= 255; rest -= 255) lengths.push(255);
  return join(Uint8Array.from([0xf0, ...lengths, rest]), bytes);
}
