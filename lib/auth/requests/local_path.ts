/**
 * A page of this server to go to after logging in, whatever an address says.
 *
 * @param text such as the parameter `next`; anything that leads elsewhere becomes `/`
 *
 * @example
 * ```ts
 * import assert from "node:assert/strict";
 * import { localPath } from "./local_path.ts";
 *
 * assert.equal(localPath("/runs?page=2"), "/runs?page=2");
 * assert.equal(localPath("//evil.example/"), "/");
 * ```
 */
export function localPath(text: string | null | undefined): string {
  const here = "http://netsift.invalid";
  if (!text?.startsWith("/") || /[\\\p{Cc}]/u.test(text) || !URL.canParse(text, here)) return "/";
  const { origin, pathname, search } = new URL(text, here);
  return origin === here && !pathname.startsWith("//") && !/^\/log(in|out)\b/.test(pathname)
    ? pathname + search
    : "/";
}
