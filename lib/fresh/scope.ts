import { createContext } from "preact";
import type { ComponentChild, ComponentChildren, ComponentType } from "preact";

/** A part of the page that the server renders and hands to an island as a prop. */
export interface Slot {
  children: ComponentChildren;
  rendered: boolean;
}

/** What one page collects while it renders on the server. */
export interface PageScope {
  /** Islands in the order of their markers, with the props for the browser. */
  islands: { component: ComponentType; props: Record<string, unknown> }[];
  slots: Slot[];
  /** What the document's own `<head>` holds, and what `Head` components add to it. */
  headDefaults: ComponentChild[];
  headElements: ComponentChild[];
  /** Whether the build bundles this component as an island. */
  isIsland(component: ComponentType): boolean;
}

/** Place of a component in the page. */
export interface Scope {
  page: PageScope;
  insideIsland: boolean;
}

/** The scope of the page in progress; null in the browser. */
export const ScopeContext = createContext<Scope | null>(null);
