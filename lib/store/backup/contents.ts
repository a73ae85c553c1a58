import { join } from "node:path";
import { Catalogue } from "../catalogue.ts";

/**
 * What a catalogue says that a data folder must hold: folders and files, by their paths in it.
 *
 * @param catalogue file of the database; a copy, as it is opened for writing
 */
export function contentsOf(catalogue: string): string[] {
  using opened = new Catalogue(catalogue);
  const waiting = opened.datasets.list()
    .filter(({ status, origin }) => status === "ingesting" && origin.type === "upload");
  return [
    ...[...opened.datasets.idsOfStatus("ready")].map((id) => `datasets/${id}`),
    ...[...opened.runs.idsOfStatus("done")].map((id) => `runs/${id}`),
    ...[...opened.batches.idsOfStatus("done")].map((id) => `batches/${id}`),
    ...[...opened.detections.idsOfStatus("done")].map((id) => `detections/${id}`),
    ...opened.sensors.ids().map((id) => `sensors/${id}`),
    ...waiting.map(({ id }) => `uploads/${id}`),
  ];
}

/**
 * The files of an item, by their paths in the data folder; none where it is not there.
 *
 * @param root the data folder
 * @param path of the item in it
 */
export async function filesOf(root: string, path: string): Promise<string[]> {
  try {
    const { isDirectory } = await Deno.lstat(join(root, path));
    if (!isDirectory) return [path];
    const files: string[] = [];
    for await (const { name, isDirectory, isFile } of Deno.readDir(join(root, path))) {
      if (isDirectory) files.push(...await filesOf(root, `${path}/${name}`));
      // A file that is being replaced has a further ending.
      else if (isFile && !name.endsWith(".new")) files.push(`${path}/${name}`);
    }
    return files.sort();
  } catch (error) {
    if (error instanceof Deno.errors.NotFound) return [];
    throw error;
  }
}
