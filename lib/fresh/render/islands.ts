import { Fragment, h, isValidElement, options } from "preact";
import type { ComponentChildren, ComponentType, FunctionComponent, JSX } from "preact";
import { useContext } from "preact/hooks";
import { Signal } from "@preact/signals";
import { HeadContent } from "./head.ts";
import { comment } from "./comment.ts";
import { SlotReference } from "./props.ts";
import { ScopeContext } from "../scope.ts";
import { markElement } from "./vnode_marks.ts";

type Props = Record<string, unknown>;

const boundaries = new Map<unknown, FunctionComponent<Props>>();

/** Makes the server mark `component` as an island wherever a page renders it. */
export function registerIsland(component: ComponentType): void {
  if (!boundaries.has(component)) boundaries.set(component, boundaryOf(component));
}

// Preact offers this hook to see each element as it is created, whichever JSX transform made it.
const previousHook = options.vnode;
options.vnode = (vnode) => {
  markElement(vnode);
  const boundary = boundaries.get(vnode.type);
  if (boundary !== undefined) vnode.type = boundary;
  else if (vnode.type === "head") {
    vnode.props = { children: h(HeadContent, null, vnode.props.children) };
  }
  previousHook?.(vnode);
};

function plain(component: ComponentType, props: Props): JSX.Element {
  const vnode = h(component, props);
  vnode.type = component;
  return vnode;
}

function boundaryOf(component: ComponentType): FunctionComponent<Props> {
  return function IslandBoundary(props) {
    const scope = useContext(ScopeContext);
    if (scope === null || scope.insideIsland || !scope.page.isIsland(component)) {
      return plain(component, props);
    }
    const { page } = scope;
    const id = page.islands.length;
    const here: Props = { ...props };
    const forBrowser: Props = { ...props };
    page.islands.push({ component, props: forBrowser });
    for (const [name, value] of Object.entries(props)) {
      if (!containsJsx(value)) continue;
      const slot = page.slots.push({ children: value as ComponentChildren, rendered: false }) - 1;
      here[name] = h(SlotContent, { id: slot });
      forBrowser[name] = new SlotReference(slot);
    }
    return h(
      ScopeContext.Provider,
      { value: { page, insideIsland: true } },
      comment(`frsh:island:${id}`),
      plain(component, here),
      comment(`/frsh:island:${id}`),
    );
  };
}

/** Renders the slot `id` of the page, marked so that the browser finds it. */
export function SlotContent({ id }: { id: number }): JSX.Element | null {
  const scope = useContext(ScopeContext);
  if (scope === null) return null;
  const slot = scope.page.slots[id];
  slot.rendered = true;
  return h(
    ScopeContext.Provider,
    { value: { page: scope.page, insideIsland: false } },
    comment(`frsh:slot:${id}`),
    h(Fragment, null, slot.children),
    comment(`/frsh:slot:${id}`),
  );
}

function containsJsx(value: unknown): boolean {
  if (Array.isArray(value)) return value.some(containsJsx);
  // A signal poses as an element so that JSX can show it as text.
  return isValidElement(value) && !(value instanceof Signal);
}
