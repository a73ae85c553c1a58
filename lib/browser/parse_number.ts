/** A number as people type it, with a point or a comma for decimals; `null` if it is none. */
export function parseNumber(text: string): number | null {
  const plain = text.trim().replace(/^([+-]?\d+),(\d+)$/, "$1.$2");
  const value = plain === "" ? NaN : Number(plain);
  return Number.isFinite(value) ? value : null;
}
