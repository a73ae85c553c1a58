/**
 * The module in `assembly/`, which does the work of {@linkcode SegmentEncoder}.
 *
 * @module
 */

/** What the module in `assembly/` exports. Addresses and sizes are in bytes. */
export interface EncoderModule {
  memory: WebAssembly.Memory;
  powersOfFive(): number;
  setHash(first: bigint, second: bigint): void;
  setRules(delimiter: number, quote: number, carriageReturns: boolean): void;
  begin(bytes: number, fields: number): number;
  setKind(column: number, kind: number): void;
  encode(start: number, end: number, maxLineBytes: number): number;
  isBeyondAscii(): number;
  isPlain(column: number): number;
  missing(column: number): number;
  values(column: number): number;
  recode(column: number, codes: number, rows: number): void;
  range(column: number): number;
  dictionaryPage(column: number): number;
  dataPage(column: number, rows: number, values: number): number;
  pageBytes(): number;
  allocate(bytes: number): number;
  release(from: number): void;
}

/** The build of `assembly/` that is checked in. */
export const TEXT_ENCODER = new URL("text_encoder.wasm", import.meta.url);

/** The first 128 bits of 5^-342 to 5^308, as the source of `nearest` in `assembly/number.ts` has them. */
export function powersOfFive(): BigUint64Array {
  const powers = new BigUint64Array(2 * (342 + 308 + 1));
  for (let q = -342, i = 0; q <= 308; q++) {
    let bits: bigint;
    if (q < 0) {
      const power = 5n ** BigInt(-q);
      const length = (power - 1n).toString(2).length;
      bits = (1n << BigInt(q >= -27 ? length + 127 : 2 * length + 128)) / power + 1n;
    } else {
      bits = (5n ** BigInt(q)) << 128n;
    }
    bits >>= BigInt(bits.toString(2).length - 128);
    powers[i++] = bits >> 64n;
    powers[i++] = bits & 0xffff_ffff_ffff_ffffn;
  }
  return powers;
}
