/**
 * What lies in a data folder against what its catalogue says, after a start.
 *
 * @module
 */
import { join } from "node:path";
import { removeIfThere } from "./remove_if_there.ts";

/** The folders of a data folder whose entries the catalogue names. */
export const LISTED_PARTS = [
  "datasets",
  "runs",
  "batches",
  "detections",
  "sensors",
  "uploads",
] as const;

export type ListedPart = typeof LISTED_PARTS[number];

/** Where things go that the catalogue does not name. */
const UNLISTED = "unlisted";

/** What the catalogue says. */
export interface KnownContents extends Record<ListedPart, Set<string>> {
  /** Ids of what a person deleted; their files may go. */
  deleted: Set<string>;
}

/** What was done. */
export interface SortedOut {
  /** Paths below the data folder that the catalogue does not name; they lie in `unlisted` now. */
  aside: string[];
  /** Paths that lay in `unlisted` and that the catalogue names again. */
  back: string[];
  /** Paths that the catalogue names and that are nowhere. */
  missing: string[];
}

/**
 * Brings a data folder in line with its catalogue without losing anything: what the catalogue does
 * not name is moved to `unlisted`, and returns when a catalogue names it again. Only what was
 * deleted is removed, and uploads that were never received to their end or are datasets by now.
 *
 * @param root the data folder
 */
export async function sortOut(root: string, known: KnownContents): Promise<SortedOut> {
  const sorted: SortedOut = { aside: [], back: [], missing: [] };
  for (const part of LISTED_PARTS) {
    for (const name of await namesIn(join(root, part))) {
      const path = join(part, name);
      if (known[part].has(name)) continue;
      const isSpent = part === "uploads" &&
        (name.endsWith(".part") ||
          known.datasets.has(name) && await isThere(join(root, "datasets", name)));
      if (isSpent || known.deleted.has(name)) await removeIfThere(join(root, path));
      else {
        await moveAside(root, path);
        sorted.aside.push(path);
      }
    }
    for (const name of known[part]) {
      const path = join(part, name);
      if (await isThere(join(root, path))) continue;
      if (await isThere(join(root, UNLISTED, path))) {
        await Deno.rename(join(root, UNLISTED, path), join(root, path));
        sorted.back.push(path);
      } else if (part !== "uploads") sorted.missing.push(path);
    }
  }
  return sorted;
}

/** Tells the administrator what was found, and what to do about it. */
export function describeSortedOut(root: string, { aside, back, missing }: SortedOut): string[] {
  const lines: string[] = [];
  if (aside.length > 0) {
    lines.push(
      `The catalogue does not list ${count(aside, "item")} of the data folder. Nothing was ` +
        `deleted: moved to ${join(root, UNLISTED)}: ${
          some(aside)
        }. If the catalogue was lost, stop ` +
        "Netsift, put catalogue.sqlite back from a backup and start again: what it lists returns " +
        "to its place. If not, delete the folder.",
    );
  }
  if (back.length > 0) {
    lines.push(`The catalogue lists these items again; they are back in place: ${some(back)}.`);
  }
  if (missing.length > 0) {
    lines.push(
      `The catalogue lists ${count(missing, "item")} whose files are missing: ${some(missing)}. ` +
        "Restore them from a backup, or delete them on their pages.",
    );
  }
  return lines;
}

/** Moves something of a data folder to its place below `unlisted`. */
export async function moveAside(root: string, path: string): Promise<void> {
  let target = join(root, UNLISTED, path);
  await Deno.mkdir(join(target, ".."), { recursive: true });
  if (await isThere(target)) target += `-${Date.now()}`;
  await Deno.rename(join(root, path), target);
}

async function namesIn(folder: string): Promise<string[]> {
  return await Array.fromAsync(Deno.readDir(folder), ({ name }) => name);
}

async function isThere(path: string): Promise<boolean> {
  return await Deno.lstat(path).then(() => true, () => false);
}

function count(paths: string[], what: string): string {
  return `${paths.length} ${what}${paths.length === 1 ? "" : "s"}`;
}

function some(paths: string[]): string {
  const shown = paths.slice(0, 5).join(", ");
  return paths.length > 5 ? `${shown} and ${paths.length - 5} more` : shown;
}
