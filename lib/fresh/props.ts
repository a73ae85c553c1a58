import { computed, Signal, signal } from "@preact/signals";
import { parse, stringify } from "devalue";

/** Stands in an island's props for a slot: JSX that the server rendered. */
export class SlotReference {
  /** @param id The slot's number in the page. */
  constructor(readonly id: number) {}
}

/** What a page tells the browser about its islands. */
export interface PageState {
  /** The build that rendered the page. */
  build: string;
  /** The module and export of each kind of island on the page. */
  modules: [url: string, exportName: string][];
  /** For each island marker in turn: its index in `modules`, and its props. */
  islands: [module: number, props: Record<string, unknown>][];
}

function isComputed(value: Signal): boolean {
  return Object.getOwnPropertyDescriptor(Object.getPrototypeOf(value), "value")?.set === undefined;
}

/**
 * Writes the state of a page's islands as JSON that is safe inside a `script` element. Values
 * and signals that several islands share stay shared.
 *
 * @throws {import("devalue").DevalueError} for functions, symbols and class instances.
 */
export function serializeState(state: PageState): string {
  const json = stringify(state, {
    Computed: (value) => value instanceof Signal && isComputed(value) && [value.peek()],
    Signal: (value) => value instanceof Signal && [value.peek()],
    Slot: (value) => value instanceof SlotReference && [value.id],
  });
  // In JSON these characters can stand only inside strings, where the escape means the same.
  return json.replaceAll("<", "\\u003C").replaceAll(">", "\\u003E");
}

/** Reads what {@linkcode serializeState} wrote. */
export function parseState(json: string): PageState {
  return parse(json, {
    Computed: ([value]) => computed(() => value),
    Signal: ([value]) => signal(value),
    Slot: ([id]) => new SlotReference(id),
  });
}
