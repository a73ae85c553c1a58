import type { ComponentType } from "preact";
import { setCurrentBuild } from "./asset.ts";
import { registerIsland } from "../render/islands.ts";

/** A file that `staticFiles()` serves. */
export interface StaticFile {
  contentType: string;
  /** Digest of the content; null in development, where it may change at any time. */
  hash: string | null;
  /** Whether the URL holds a digest of the content. */
  immutable: boolean;
  /** Where the content is, or the content itself. */
  content: string | Uint8Array<ArrayBuffer>;
}

/** A file of `routes/`: its path inside that folder with `/`, and its module. */
export interface RouteFile {
  path: string;
  module: Record<string, unknown>;
}

/** What the builder knows of an app: everything that is not written in `main.ts`. */
export interface Build {
  id: string;
  mode: "development" | "production";
  root: string;
  /** URL of the module that mounts the islands. */
  client: string;
  /** URLs of modules that every page loads. */
  scripts: string[];
  islands: Map<ComponentType, [url: string, exportName: string]>;
  routes: RouteFile[];
  /** By decoded URL path. */
  files: Map<string, StaticFile>;
}

/** A module of `islands/` and the URL of its bundle. */
export interface IslandModule {
  url: string;
  module: Record<string, unknown>;
}

/** The build of an app that no builder prepared. */
export const EMPTY_BUILD: Build = {
  id: "",
  mode: "production",
  root: "",
  client: "",
  scripts: [],
  islands: new Map(),
  routes: [],
  files: new Map(),
};

/** Completes a build with the components that `modules` export, which become islands. */
export function makeBuild(parts: Omit<Build, "islands">, modules: IslandModule[]): Build {
  const islands: Build["islands"] = new Map();
  for (const { url, module } of modules) {
    for (const [name, value] of Object.entries(module)) {
      if (typeof value !== "function") continue;
      islands.set(value as ComponentType, [url, name]);
      registerIsland(value as ComponentType);
    }
  }
  setCurrentBuild(parts.id);
  return { ...parts, islands };
}
