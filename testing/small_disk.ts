/**
 * Disks that are small enough to be filled, for tests.
 *
 * @module
 */
import { join } from "node:path";

/** A separate file system, in memory. */
export interface SmallDisk extends AsyncDisposable {
  /** Where it is mounted. */
  readonly path: string;
  /** Takes what room is left, except so many bytes. */
  fill(leave?: number): Promise<void>;
  /** Gives the room back. */
  free(): Promise<void>;
}

/**
 * Mounts a small disk.
 *
 * @param megabytes its size
 * @returns `null` where this user may not mount
 */
export async function mountSmallDisk(megabytes: number): Promise<SmallDisk | null> {
  const path = await Deno.makeTempDir({ prefix: "netsift-disk-" });
  if (!await run("mount", "-t", "tmpfs", "-o", `size=${megabytes}m`, "tmpfs", path)) {
    await Deno.remove(path);
    return null;
  }
  const filler = join(path, "filler");
  return {
    path,
    async fill(leave = 0) {
      using file = await Deno.open(filler, { create: true, append: true });
      for (const size of [2 ** 20, 4096]) {
        const block = new Uint8Array(size);
        try {
          while (true) for (let at = 0; at < size;) at += await file.write(block.subarray(at));
        } catch {
          // It is full for blocks of this size.
        }
      }
      if (leave > 0) await file.truncate((await file.stat()).size - leave);
    },
    free: () => Deno.remove(filler),
    async [Symbol.asyncDispose]() {
      for (let attempt = 0; attempt < 50 && !await run("umount", path); attempt++) {
        await new Promise((resolve) => setTimeout(resolve, 100));
      }
      await Deno.remove(path);
    },
  };
}

async function run(command: string, ...args: string[]): Promise<boolean> {
  try {
    const { success } = await new Deno.Command(command, { args, stderr: "null" }).output();
    return success;
  } catch {
    return false;
  }
}
