/**
 * The route table as tests walk it.
 *
 * @module
 */
import { fileURLToPath } from "node:url";
import { listRoutes } from "../lib/fresh/build/crawl.ts";
import { patternOf } from "../lib/fresh/route_path.ts";

/** Request methods that a walk tries. */
export const METHODS = ["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"] as const;

/** The patterns of all files of `routes/` that answer requests. */
export async function routePatterns(): Promise<string[]> {
  const folder = fileURLToPath(new URL("../routes", import.meta.url));
  return (await listRoutes(folder))
    .filter((path) => !path.split("/").at(-1)!.startsWith("_"))
    .map(patternOf);
}

/** An address that a pattern matches, with `id` in place of parameters. */
export function addressOf(pattern: string, id = "x"): string {
  return pattern.replace(/:\w+\*?/g, id);
}
