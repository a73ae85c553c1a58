/**
 * How surprising a count is: the Chernoff bound of the Poisson tail, as -log10 of a probability.
 *
 * It needs no sums and stays finite for any count, so that scores of a scan of ten hosts and of ten
 * thousand can be compared.
 *
 * Source: M. Mitzenmacher and E. Upfal, Probability and Computing, 2nd edition, theorem 5.4.
 *
 * @param count 0 or more
 * @param expected greater than 0
 * @returns 0 where no more was seen than expected
 */
export function chernoffScore(count: number, expected: number): number {
  if (!(count > expected)) return 0;
  return (count * Math.log(count / expected) - count + expected) / Math.LN10;
}
