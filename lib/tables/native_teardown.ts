/**
 * A clean end for programs that use DuckDB and are not ended by `Deno.exit`, such as test files.
 *
 * Deno 2.9.5 crashed (SIGSEGV) at the end of an isolate in which some of a native addon's objects
 * were garbage-collected and others were not: https://github.com/denoland/deno/issues/36538. With
 * none left there is nothing to crash on. Without this module Deno 2.9.6 did not crash in 15 runs of
 * tests that use DuckDB; it stays until the cause is known to be fixed.
 *
 * @module
 */
import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";

/** Objects that hold others are freed in the first round, those that they held in the second. */
const ROUNDS = 3;

let installed = false;

/** Frees what DuckDB left behind before this isolate ends. Calling it again does nothing. */
export function freeNativeObjectsAtEnd(): void {
  if (installed) return;
  installed = true;
  let rounds = 0;
  addEventListener("beforeunload", (event) => {
    if (rounds++ >= ROUNDS) return;
    event.preventDefault();
    setFlagsFromString("--expose-gc");
    runInNewContext("gc")();
    // Finalisers run in the next turn of the event loop.
    setTimeout(() => {}, 0);
  });
}
