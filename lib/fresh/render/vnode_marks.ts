import type { VNode } from "preact";
import { currentRendering } from "./rendering.ts";

type Props = Record<string, unknown>;

/**
 * Adds what the server says about an element that a component makes while the page renders: links
 * tell whether they lead to the page shown or to one above it, and scripts and styles carry the
 * nonce of the answer.
 */
export function markElement({ type, props }: VNode): void {
  const rendering = currentRendering();
  if (rendering === null) return;
  if (type === "a") markLink(props as Props, rendering.url);
  else if (type === "script" || type === "style") (props as Props).nonce ||= rendering.nonce;
}

/** Marks a link to a path of this server; one that says `aria-current` itself is left unchanged. */
function markLink(props: Props, here: URL): void {
  const { href } = props;
  if (typeof href !== "string" || !href.startsWith("/") || props["aria-current"] !== undefined) {
    return;
  }
  const target = new URL(href, "http://localhost");
  const path = withoutEndSlash(target.pathname);
  const isHere = withoutEndSlash(here.pathname) === path;
  if (isHere && (target.search === "" || target.search === here.search)) {
    props["data-current"] = "true";
    props["aria-current"] = "page";
  } else if (isHere || here.pathname.startsWith(path === "/" ? "/" : `${path}/`)) {
    props["data-ancestor"] = "true";
    props["aria-current"] = "true";
  }
}

function withoutEndSlash(path: string): string {
  return path === "/" ? path : path.replace(/\/$/, "");
}
