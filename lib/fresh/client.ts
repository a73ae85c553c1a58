/**
 * Mounts the islands of the page; the first module that a page with islands loads.
 *
 * @module
 */
import { h, render } from "preact";
import type { ComponentType } from "preact";
import { setCurrentBuild } from "./build/asset.ts";
import { parseState } from "./render/props.ts";
import { findRegions, islandsOf, rootOf } from "./render/regions.ts";

async function mountIslands(json: string): Promise<void> {
  const state = parseState(json);
  setCurrentBuild(state.build);
  const components = await Promise.all(
    state.modules.map(async ([url, name]) => (await import(url))[name] as ComponentType),
  );
  const regions = findRegions(document);
  for (const { region, component, props } of islandsOf(regions, state, components)) {
    try {
      render(h(component, props), rootOf(region));
    } catch (error) {
      reportError(error);
    }
  }
}

const state = document.getElementById("__FRSH_STATE")?.textContent;
if (state) await mountIslands(state);
