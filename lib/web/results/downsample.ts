/** At most `most` of the items (two or more), evenly spaced, always with the first and the last. */
export function downsample<T>(items: T[], most: number): T[] {
  if (items.length <= most) return items;
  const step = (items.length - 1) / (most - 1);
  return Array.from({ length: most }, (_, index) => items[Math.round(index * step)]);
}
