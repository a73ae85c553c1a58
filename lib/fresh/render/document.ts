import { h } from "preact";
import type { ComponentChildren, ComponentType } from "preact";
import { renderToString } from "preact-render-to-string";
import type { Build } from "../build/build.ts";
import { HEAD_MARKER, mergeHead } from "./head.ts";
import { SlotContent } from "./islands.ts";
import { type PageState, serializeState } from "./props.ts";
import { type Rendering, whileRendering } from "./rendering.ts";
import { type PageScope, ScopeContext } from "../scope.ts";

/** A rendered page. */
export interface Document {
  html: string;
  /** URLs of the modules that the page loads first. */
  modules: string[];
}

/** Renders a whole page and what its islands need in the browser. */
export function renderDocument(
  content: ComponentChildren,
  build: Build,
  rendering: Rendering,
): Document {
  const page: PageScope = {
    islands: [],
    slots: [],
    headDefaults: [],
    headElements: [],
    isIsland: (component) => build.islands.has(component),
  };
  const render = (children: ComponentChildren) =>
    whileRendering(
      rendering,
      () =>
        renderToString(
          h(ScopeContext.Provider, { value: { page, insideIsland: false } }, children),
        ),
    );

  let html = render(content);
  let tail = "";
  for (let id = 0; id < page.slots.length; id++) {
    if (page.slots[id].rendered) continue;
    tail += `<template id="frsh-slot-${id}">${render(h(SlotContent, { id }))}</template>`;
  }
  const head = render(mergeHead([...page.headDefaults, ...page.headElements]));
  const marker = `<!--${HEAD_MARKER}-->`;
  html = html.includes(marker) ? html.replace(marker, () => head) : head + html;

  const modules = [...build.scripts];
  if (page.islands.length > 0) {
    const state = pageState(page, build);
    modules.push(build.client, ...new Set(state.modules.map(([url]) => url)));
    tail += `<script id="__FRSH_STATE" type="application/json">${serializeState(state)}</script>`;
    tail += moduleScript(build.client);
  }
  tail += build.scripts.map(moduleScript).join("");

  const end = html.lastIndexOf("</body>");
  html = end === -1 ? html + tail : html.slice(0, end) + tail + html.slice(end);
  return { html: `<!DOCTYPE html>${html}`, modules };
}

function moduleScript(url: string): string {
  return `<script type="module" src="${url}"></script>`;
}

function pageState(page: PageScope, build: Build): PageState {
  const kinds = [...new Set<ComponentType>(page.islands.map(({ component }) => component))];
  return {
    build: build.id,
    modules: kinds.map((component) => build.islands.get(component)!),
    islands: page.islands.map(({ component, props }) => [kinds.indexOf(component), props]),
  };
}
