/**
 * What a view of a page is set to, held in its address, so that a link shows it again.
 *
 * @module
 */
import { effect, type Signal, useSignal } from "@preact/signals";
import { useEffect } from "preact/hooks";
import { IS_BROWSER } from "fresh/runtime";

/** Browsers refuse addresses that change too often. */
const WRITE_AFTER_MS = 400;

const waiting = new Map<string, string | null>();
let timer: ReturnType<typeof setTimeout> | undefined;

/**
 * A setting that the address holds under a name, as a parameter of the query.
 *
 * @param name of the parameter
 * @param fallback what it is where the address says nothing; this is not written
 * @returns a signal; the address follows it
 */
export function useAddress(name: string, fallback: string): Signal<string> {
  const setting = useSignal((IS_BROWSER ? read(name) : null) ?? fallback);
  useEffect(() =>
    effect(() => {
      const { value } = setting;
      write(name, value === fallback ? null : value);
    }), [name, fallback]);
  return setting;
}

function read(name: string): string | null {
  return waiting.has(name) ? waiting.get(name)! : new URLSearchParams(location.search).get(name);
}

function write(name: string, value: string | null): void {
  if (read(name) === value) return;
  waiting.set(name, value);
  timer ??= setTimeout(() => {
    timer = undefined;
    history.replaceState(history.state, "", changedAddress(location.href, waiting));
    waiting.clear();
  }, WRITE_AFTER_MS);
}

/**
 * An address with other parameters.
 *
 * @param address absolute
 * @param changes parameters by name; `null` takes one away
 */
export function changedAddress(address: string, changes: Map<string, string | null>): string {
  const url = new URL(address);
  for (const [name, value] of changes) {
    if (value === null) url.searchParams.delete(name);
    else url.searchParams.set(name, value);
  }
  url.search = url.search.replaceAll("%2C", ",");
  return url.href;
}
