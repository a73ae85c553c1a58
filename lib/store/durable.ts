/**
 * Files that survive a power cut. What is written lies in the memory of the operating system at
 * first; only `fsync` of a file and of the folder that names it puts both on the disk.
 *
 * @module
 */
import { dirname, join } from "node:path";

/** What it takes of a file system; tests give another one. */
export interface Disk {
  /** Puts a file, or the names in a folder, on the disk (`fsync`). */
  sync(path: string): Promise<void>;
  rename(from: string, to: string): Promise<void>;
  /** Writes a file; an older one of the name goes. */
  write(path: string, content: string | Uint8Array): Promise<void>;
}

/** The file system of this machine. */
export const DISK: Disk = {
  async sync(path) {
    using file = await Deno.open(path);
    await file.sync();
  },
  rename: Deno.rename,
  write: (path, content) =>
    typeof content === "string" ? Deno.writeTextFile(path, content) : Deno.writeFile(path, content),
};

/** Puts a file, or a folder with all in it, on the disk. */
export async function syncTree(path: string, disk: Disk = DISK): Promise<void> {
  if ((await Deno.lstat(path)).isDirectory) {
    for await (const { name, isSymlink } of Deno.readDir(path)) {
      if (!isSymlink) await syncTree(join(path, name), disk);
    }
  }
  await disk.sync(path);
}

/**
 * Gives a finished file or folder its name. When this has returned, a power cut takes nothing of it;
 * before, the name does not exist or names what was there. A catalogue may name it from then on.
 *
 * @param from what was made, on the same file system
 * @param to its name, in an existing folder
 */
export async function publish(from: string, to: string, disk: Disk = DISK): Promise<void> {
  await syncTree(from, disk);
  await disk.rename(from, to);
  await disk.sync(dirname(to));
}

/** Puts another content in place of a file: at every moment it is the old or the new one, whole. */
export async function replaceFile(
  path: string,
  content: string | Uint8Array,
  disk: Disk = DISK,
): Promise<void> {
  await disk.write(`${path}.new`, content);
  await publish(`${path}.new`, path, disk);
}
