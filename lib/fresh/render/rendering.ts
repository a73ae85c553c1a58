/** What the page that the server renders at this moment is. */
export interface Rendering {
  /** The address that was asked for. */
  url: URL;
  /** Marks the inline scripts and styles of this answer alone. */
  nonce: string;
}

let current: Rendering | null = null;

/** The page in progress; null outside of {@linkcode whileRendering}. */
export function currentRendering(): Rendering | null {
  return current;
}

/** Calls `render`, which runs to its end without waiting, for the page `rendering`. */
export function whileRendering<T>(rendering: Rendering, render: () => T): T {
  const outer = current;
  current = rendering;
  try {
    return render();
  } finally {
    current = outer;
  }
}
