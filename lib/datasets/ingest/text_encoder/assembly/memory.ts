/** Where free memory begins. */
let top: usize = __heap_base;

/** Room that lasts until {@linkcode release}; its content is undefined. */
export function allocate(bytes: usize): usize {
  const start = (top + 15) & ~15;
  top = start + bytes;
  const pages = <i32>((top + 0xffff) >> 16);
  if (pages > memory.size() && memory.grow(pages - memory.size()) < 0) unreachable();
  return start;
}

/** The same, filled with zeros. */
export function allocateZeros(bytes: usize): usize {
  const start = allocate(bytes);
  memory.fill(start, 0, bytes);
  return start;
}

/** Frees everything from an address on. */
export function release(from: usize): void {
  top = from;
}

/** Frees everything. */
export function releaseAll(): void {
  top = __heap_base;
}
