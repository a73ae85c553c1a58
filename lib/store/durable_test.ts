import assert from "node:assert/strict";
import { join } from "node:path";
import { DISK, type Disk, publish, replaceFile } from "./durable.ts";

/** A disk that remembers what it was told, by paths below a folder. */
function recorder(root: string) {
  const steps: string[] = [];
  const short = (path: string) => path === root ? "." : path.slice(root.length + 1);
  const disk: Disk = {
    async sync(path) {
      steps.push(`sync ${short(path)}`);
      await DISK.sync(path);
    },
    async rename(from, to) {
      steps.push(`rename ${short(from)} ${short(to)}`);
      await DISK.rename(from, to);
    },
    async write(path, content) {
      steps.push(`write ${short(path)}`);
      await DISK.write(path, content);
    },
  };
  return { disk, steps };
}

async function withFolder(work: (root: string) => Promise<void>): Promise<void> {
  const root = await Deno.makeTempDir();
  try {
    await work(root);
  } finally {
    await Deno.remove(root, { recursive: true });
  }
}

Deno.test("publish() puts files and folders on the disk, renames, then the new parent", () =>
  withFolder(async (root) => {
    await Deno.mkdir(join(root, "staging/x/models"), { recursive: true });
    await Deno.mkdir(join(root, "runs"));
    await Deno.writeTextFile(join(root, "staging/x/models/a"), "a");
    const { disk, steps } = recorder(root);
    await publish(join(root, "staging/x"), join(root, "runs/x"), disk);
    assert.deepEqual(steps, [
      "sync staging/x/models/a",
      "sync staging/x/models",
      "sync staging/x",
      "rename staging/x runs/x",
      "sync runs",
    ]);
    assert.equal(await Deno.readTextFile(join(root, "runs/x/models/a")), "a");
  }));

Deno.test("replaceFile() has the new content on the disk before its name", () =>
  withFolder(async (root) => {
    const { disk, steps } = recorder(root);
    await replaceFile(join(root, "a.json"), "1", disk);
    assert.deepEqual(steps, [
      "write a.json.new",
      "sync a.json.new",
      "rename a.json.new a.json",
      "sync .",
    ]);
    assert.equal(await Deno.readTextFile(join(root, "a.json")), "1");
  }));
