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
 * @throws {TypeError} for what Fresh does not carry: binary data other than whole `Uint8Array`s
 */
export function serializeState(state: PageState): string {
  const json = stringify(state, {
    Foreign: foreign(),
    Computed: (value) => value instanceof Signal && isComputed(value) && [value.peek()],
    Signal: (value) => value instanceof Signal && [value.peek()],
    Slot: (value) => value instanceof SlotReference && [value.id],
  });
  // In JSON these characters can appear only inside strings, where the escape means the same.
  return json.replaceAll("<", "\\u003C").replaceAll(">", "\\u003E");
}

/** A reducer that takes nothing and throws for what Fresh does not carry. */
function foreign(): (value: unknown) => false {
  const carried = new WeakSet<ArrayBufferLike>();
  return (value) => {
    if (value instanceof Uint8Array && value.byteLength === value.buffer.byteLength) {
      carried.add(value.buffer);
      return false;
    }
    const isForeign = ArrayBuffer.isView(value) || value instanceof URLSearchParams ||
      value instanceof ArrayBuffer && !carried.has(value);
    if (!isForeign) return false;
    const kind = value instanceof Uint8Array ? "a part of a buffer" : value.constructor.name;
    throw new TypeError(`The props of an island cannot carry ${kind}: pass an array or a string`);
  };
}

/** Reads what {@linkcode serializeState} wrote. */
export function parseState(json: string): PageState {
  return parse(json, {
    Computed: ([value]) => computed(() => value),
    Signal: ([value]) => signal(value),
    Slot: ([id]) => new SlotReference(id),
  });
}
