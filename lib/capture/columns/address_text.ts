const IPV4_MAPPED = 0xffff;

/**
 * Writes an address as people do: IPv4 dotted, IPv6 by RFC 5952.
 *
 * @param words four 32-bit words, IPv4 as an IPv4-mapped address
 * @param version 4 or 6
 */
export function addressText(words: ArrayLike<number>, version: number): string {
  if (version === 4) {
    const word = words[3];
    return `${word >>> 24}.${word >>> 16 & 255}.${word >>> 8 & 255}.${word & 255}`;
  }
  const groups = Array.from(
    { length: 8 },
    (_, i) => words[i >> 1] >>> (i % 2 === 0 ? 16 : 0) & 0xffff,
  );
  const isMapped = words[0] === 0 && words[1] === 0 && words[2] === IPV4_MAPPED;
  if (isMapped) return `::ffff:${addressText(words, 4)}`;
  const { start, length } = longestZeros(groups);
  const hex = groups.map((group) => group.toString(16));
  if (length < 2) return hex.join(":");
  return `${hex.slice(0, start).join(":")}::${hex.slice(start + length).join(":")}`;
}

/** The first of the longest runs of zeros. */
function longestZeros(groups: number[]): { start: number; length: number } {
  let best = { start: 0, length: 0 };
  for (let start = 0; start < groups.length; start++) {
    let length = 0;
    while (groups[start + length] === 0) length++;
    if (length > best.length) best = { start, length };
  }
  return best;
}
