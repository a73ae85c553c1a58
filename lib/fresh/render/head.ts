import { Fragment, h, isValidElement, toChildArray } from "preact";
import type { ComponentChild, ComponentChildren, JSX, VNode } from "preact";
import { useContext } from "preact/hooks";
import { comment } from "./comment.ts";
import { ScopeContext } from "../scope.ts";

/** The comment that stands for the content of `<head>` until the page has rendered. */
export const HEAD_MARKER = "frsh:head";

/** Puts off the content of the document's `<head>`, since components further down may add to it. */
export function HeadContent({ children }: { children?: ComponentChildren }): JSX.Element {
  const scope = useContext(ScopeContext);
  if (scope === null) return h(Fragment, null, children);
  scope.page.headDefaults.push(...toChildArray(children));
  // Preact drops a fragment that a component returns at its top, and the comment with it.
  return h(Fragment, null, comment(HEAD_MARKER));
}

function identities(child: ComponentChild): string[] {
  if (!isValidElement(child) || typeof child.type !== "string") return [];
  const { key, type } = child as VNode;
  const { id, name } = child.props as { id?: string; name?: string };
  if (type === "title") return ["title"];
  return [
    ...(key === null || key === undefined ? [] : [`key ${key}`]),
    ...(id === undefined ? [] : [`${type} id ${id}`]),
    ...(type === "meta" && name !== undefined ? [`meta name ${name}`] : []),
  ];
}

/** Merges head elements in order; one that is identified like an earlier one takes its place. */
export function mergeHead(elements: ComponentChild[]): ComponentChild[] {
  const merged: ComponentChild[] = [];
  for (const element of elements) {
    const ids = identities(element);
    const index = merged.findIndex((other) => identities(other).some((id) => ids.includes(id)));
    if (index === -1) merged.push(element);
    else merged[index] = element;
  }
  return merged;
}
