const LONGEST = 8;

/**
 * A number in network order of up to eight bytes; exporters may send fewer than a field has. Exact up to
 * 2^53.
 *
 * @returns `NaN` for other lengths
 */
export function readUnsigned(view: DataView, at: number, length: number): number {
  switch (length) {
    case 1:
      return view.getUint8(at);
    case 2:
      return view.getUint16(at);
    case 4:
      return view.getUint32(at);
    case 8:
      return view.getUint32(at) * 2 ** 32 + view.getUint32(at + 4);
  }
  if (length < 1 || length > LONGEST) return NaN;
  let value = 0;
  for (let i = 0; i < length; i++) value = value * 256 + view.getUint8(at + i);
  return value;
}
