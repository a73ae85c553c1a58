/**
 * Whether this runtime can read a request while it answers it. From 2.8.3 to 2.9.5 Deno's server does
 * not: once an answer has begun, the rest of the request may never arrive
 * (https://github.com/denoland/deno/issues/36624).
 *
 * @param version of Deno
 *
 * @example
 * ```ts
 * import assert from "node:assert/strict";
 * import { isFullDuplex } from "./full_duplex.ts";
 *
 * assert.ok(!isFullDuplex("2.9.5"));
 * assert.ok(isFullDuplex("2.9.6") && isFullDuplex("2.10.0"));
 * ```
 */
export function isFullDuplex(version: string): boolean {
  const [major, minor, patch] = version.split(".").map((part) => parseInt(part));
  const number = (major * 1000 + minor) * 1000 + patch;
  return number < 2_008_003 || number > 2_009_005;
}
