/**
 * What the connections around a connection say about it: a single connection shows no scan, with its
 * context it does.
 *
 * @module
 */
import type { ContextBlock } from "./context_block.ts";
import { type ContextOptions, DEFAULT_CONTEXT } from "./context_options.ts";
import { LAST_FEATURES, LastWindow } from "./last_window.ts";
import { RECENT_FEATURES, RecentWindow } from "./recent_window.ts";

/** Names of the features, in their order. */
export function contextNames({ seconds, connections }: ContextOptions): string[] {
  return [
    ...seconds.flatMap((length) =>
      RECENT_FEATURES.map((name) => length === 2 ? name : `${name}_${length}s`)
    ),
    ...LAST_FEATURES.map((name) => connections === 100 ? name : `${name}_last_${connections}`),
  ];
}

/** Watches connections go by in the order of their times, and describes each by those before it. */
export class ContextFeatures {
  readonly #recent: RecentWindow[];
  readonly #last: LastWindow;
  readonly #width: number;

  constructor(options: ContextOptions = DEFAULT_CONTEXT) {
    this.#recent = options.seconds.map((seconds) => new RecentWindow(seconds));
    this.#last = new LastWindow(options.connections);
    this.#width = contextNames(options).length;
  }

  /**
   * Takes the next connections, however the sequence is cut into blocks.
   *
   * @returns rows x features, row-major, in the order of {@linkcode contextNames}; rates are from 0 to 1
   */
  observe(block: ContextBlock): Float32Array {
    const values = new Float32Array(block.rows * this.#width);
    for (let row = 0; row < block.rows; row++) {
      this.observeRow(block, row, values, row * this.#width);
    }
    return values;
  }

  /**
   * Takes the next connection.
   *
   * @param target gets its values from `offset` on
   */
  observeRow(block: ContextBlock, row: number, target: Float32Array, offset = 0): void {
    for (const window of this.#recent) {
      window.observe(block, row, target, offset);
      offset += RECENT_FEATURES.length;
    }
    this.#last.observe(block, row, target, offset);
  }
}
