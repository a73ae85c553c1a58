/** What stands for a path in a message. */
const PLACE = "a file of the server";

/** Text in quotes that begins as an absolute path or a file URL does. */
const QUOTED = /(["'`])(?:file:\/\/)?(?:[a-z]:[\\/]|\/)[^"'`\n]*\1/gi;

/** Words that do so and have another slash; addresses such as `https://a/b` are none. */
const BARE =
  /(?<![\w./\\\]-]|https?:)(?:file:\/\/)?(?:[a-z]:[\\/]|\/)[^\s"'`()<>,;/\\]+[\\/][^\s"'`()<>,;]*/gi;

/**
 * The first line of a message without the paths of this machine: for what nobody foresaw and a client
 * is told all the same. The log has the rest.
 *
 * @example
 * ```ts
 * import { withoutPaths } from "./without_paths.ts";
 * import assert from "node:assert/strict";
 *
 * assert.equal(
 *   withoutPaths("No such file (os error 2): readfile '/srv/data/x.parquet'\n    at open (a.ts)"),
 *   "No such file (os error 2): readfile a file of the server",
 * );
 * assert.equal(withoutPaths("flows/s is no number"), "flows/s is no number");
 * ```
 */
export function withoutPaths(message: string): string {
  const [line] = message.trimStart().split(/\r?\n/, 1);
  return line.replace(QUOTED, PLACE).replace(BARE, PLACE).trim();
}
