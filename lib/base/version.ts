/**
 * What this Netsift is made of.
 *
 * @module
 */

/** The version of Netsift. */
export const NETSIFT_VERSION = "0.2.0";

/** Versions that the results of a run depend on. */
export const VERSIONS: Record<string, string> = {
  netsift: NETSIFT_VERSION,
  deno: Deno.version.deno,
  v8: Deno.version.v8,
};
