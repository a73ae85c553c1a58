import { addressText } from "../columns/address_text.ts";

/** A number of 64 bits in little-endian order, exact up to 2^53. */
export function uint64(view: DataView, at: number): number {
  return view.getUint32(at + 4, true) * 2 ** 32 + view.getUint32(at, true);
}

/** An IPv4 address, stored as a number. */
export function ipv4Text(view: DataView, at: number): string {
  return addressText([0, 0, 0xffff, view.getUint32(at, true)], 4);
}

/** An IPv6 address, stored as two numbers of 64 bits. */
export function ipv6Text(view: DataView, at: number): string {
  return addressText([4, 0, 12, 8].map((offset) => view.getUint32(at + offset, true)), 6);
}
