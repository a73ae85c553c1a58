import { join } from "node:path";
import { Catalogue } from "../catalogue.ts";

/**
 * What a catalogue says that a data folder must hold: folders and files, by their paths in it.
 *
 * @param catalogue file of the database; a copy, as it is opened for writing
 */
export function contentsOf(catalogue: string): string[] {
  using opened = new Catalogue(catalogue);
  const ids = (rows: { id: string; status: string }[], status: string) =>
    rows.filter((row) => row.status === status).map(({ id }) => id);
  const datasets = opened.datasets();
  const waiting = datasets.filter(({ origin }) => origin.type === "upload");
  return [
    ...ids(datasets, "ready").map((id) => `datasets/${id}`),
    ...ids(opened.runs(), "done").map((id) => `runs/${id}`),
    ...ids(opened.batches(), "done").map((id) => `batches/${id}`),
    ...ids(waiting, "ingesting").map((id) => `uploads/${id}`),
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
