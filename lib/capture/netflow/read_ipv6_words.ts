/** The four 32-bit words of an IPv6 address in network order. */
export function readIpv6Words(view: DataView, at: number): number[] {
  return [0, 4, 8, 12].map((offset) => view.getUint32(at + offset));
}
