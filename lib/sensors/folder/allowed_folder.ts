import { isAbsolute, relative, sep } from "node:path";
import { SourceError } from "../source/source.ts";

/**
 * The real path of a folder that a sensor may follow, links resolved.
 *
 * @param allowed absolute paths of folders that may be followed, with all in them
 * @throws {SourceError} when there is no such folder, or it may not be followed
 */
export async function allowedFolder(folder: string, allowed: readonly string[]): Promise<string> {
  if (allowed.length === 0) {
    throw new SourceError(
      "This server does not follow any folders. The administrator can allow folders with NETSIFT_SENSOR_FOLDERS.",
    );
  }
  if (!isAbsolute(folder)) throw new SourceError("Enter the folder as an absolute path.");
  // Whether a folder exists is told of allowed ones only.
  if (!allowed.some((each) => isWithin(folder, each))) throw refusal(folder, allowed);
  const path = await Deno.realPath(folder).catch(() => null);
  const isFolder = path !== null && (await Deno.stat(path).catch(() => null))?.isDirectory;
  if (path === null || !isFolder) throw new SourceError(`There is no folder ${folder}.`);
  const real = await Promise.all(allowed.map((each) => Deno.realPath(each).catch(() => each)));
  if (!real.some((each) => isWithin(path, each))) throw refusal(folder, allowed);
  return path;
}

function refusal(folder: string, allowed: readonly string[]): SourceError {
  return new SourceError(
    `The folder ${folder} is not allowed. NETSIFT_SENSOR_FOLDERS allows: ${allowed.join(", ")}.`,
  );
}

function isWithin(path: string, folder: string): boolean {
  const way = relative(folder, path);
  return way === "" || way !== ".." && !way.startsWith(`..${sep}`) && !isAbsolute(way);
}
