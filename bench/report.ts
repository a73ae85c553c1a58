/** One line of a benchmark's output. */
export interface BenchLine {
  bench: string;
  case: string;
  unit: string;
  ours: number;
  /** Figures of others in the same unit. */
  peers: Record<string, number>;
  /** Ours against each; above 1 means that ours is better. */
  ratios: Record<string, number>;
}

/** Prints a line. */
export function report(line: BenchLine): void {
  console.log(JSON.stringify(line));
}

/** The middle value; the mean of the two middle ones for an even count. */
export function median(values: number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  const middle = sorted.length >> 1;
  return sorted.length % 2 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
}
