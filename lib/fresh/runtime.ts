/**
 * The part of Fresh's `fresh/runtime` that Netsift uses: what components may import both on the
 * server and in the browser.
 *
 * @module
 */
import { toChildArray } from "preact";
import type { ComponentChildren } from "preact";
import { useContext } from "preact/hooks";
import { ScopeContext } from "./scope.ts";

export { asset } from "./build/asset.ts";

/** Whether this runs in the browser; false while the server renders. */
export const IS_BROWSER: boolean = typeof document !== "undefined";

/**
 * Adds its children to the document's `<head>` when the server renders the page. An element
 * replaces an earlier one: any `title`, and one of the same `key`, `id` or, for `meta`, `name`.
 */
export function Head({ children }: { children?: ComponentChildren }): null {
  const scope = useContext(ScopeContext);
  scope?.page.headElements.push(...toChildArray(children));
  return null;
}
