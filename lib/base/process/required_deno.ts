/** The oldest Deno that answers a request while it reads it (https://github.com/denoland/deno/issues/36624). */
const OLDEST = "2.9.6";

/**
 * Checks the version of Deno.
 *
 * @param version such as `2.9.6`
 * @throws {Error} for a version that is too old
 *
 * @example
 * ```ts
 * import assert from "node:assert/strict";
 * import { requireDeno } from "./required_deno.ts";
 *
 * requireDeno("2.10.0");
 * assert.throws(() => requireDeno("2.9.5"), /needs Deno 2.9.6 or newer, but this is Deno 2.9.5/);
 * ```
 */
export function requireDeno(version: string): void {
  if (rank(version) >= rank(OLDEST)) return;
  throw new Error(
    `Netsift needs Deno ${OLDEST} or newer, but this is Deno ${version}: run "deno upgrade", or ` +
      `use "npx -y deno@${OLDEST}" instead of "deno".`,
  );
}

function rank(version: string): number {
  const [major, minor, patch] = version.split(".").map((part) => parseInt(part));
  return (major * 1000 + minor) * 1000 + patch;
}
