import assert from "node:assert/strict";
import { DataFolder } from "./data_folder.ts";

async function withFolder(work: (path: string) => Promise<void>) {
  const path = await Deno.makeTempDir();
  try {
    await work(path);
  } finally {
    await Deno.remove(path, { recursive: true });
  }
}

async function exists(path: string): Promise<boolean> {
  return await Deno.stat(path).then(() => true, () => false);
}

Deno.test("DataFolder.open() gives the folder to one server at a time", () =>
  withFolder(async (path) => {
    {
      using _folder = await DataFolder.open(path);
      const second = new Deno.Command(Deno.execPath(), {
        args: [
          "eval",
          `import { DataFolder } from ${
            JSON.stringify(new URL("./data_folder.ts", import.meta.url).href)
          }; await DataFolder.open(${JSON.stringify(path)});`,
        ],
      });
      const { success, stderr } = await second.output();
      assert.equal(success, false);
      assert.match(new TextDecoder().decode(stderr), /Another Netsift server uses/);
    }
    using _again = await DataFolder.open(path);
  }));

Deno.test("DataFolder.open() removes what was staged when a server died", () =>
  withFolder(async (path) => {
    {
      using folder = await DataFolder.open(path);
      await Deno.mkdir(folder.staging("run-1"));
      await Deno.writeTextFile(`${folder.staging("run-1")}/half`, "");
    }
    using folder = await DataFolder.open(path);
    assert.equal(await exists(folder.staging("run-1")), false);
  }));

Deno.test("DataFolder.commit() moves a whole folder to its place", () =>
  withFolder(async (path) => {
    using folder = await DataFolder.open(path);
    await Deno.mkdir(folder.dataset("ds-1"));
    await Deno.writeTextFile(`${folder.dataset("ds-1")}/old`, "");
    await Deno.mkdir(folder.staging("ds-1"));
    await Deno.writeTextFile(`${folder.staging("ds-1")}/new`, "");
    await folder.commit("ds-1", folder.dataset("ds-1"));
    const names = await Array.fromAsync(Deno.readDir(folder.dataset("ds-1")), ({ name }) => name);
    assert.deepEqual(names, ["new"]);
    assert.equal(await exists(folder.staging("ds-1")), false);
  }));

Deno.test("DataFolder.sweep() removes what the catalogue does not name, and nothing else", () =>
  withFolder(async (path) => {
    using folder = await DataFolder.open(path);
    for (const id of ["known", "unknown"]) {
      await Deno.mkdir(folder.dataset(id));
      await Deno.mkdir(folder.run(id));
      await Deno.writeTextFile(folder.upload(id), "");
    }
    await Deno.writeTextFile(folder.upload("known", true), "");
    const known = new Set(["known"]);
    await folder.sweep({
      datasets: known,
      runs: known,
      batches: known,
      detections: known,
      sensors: known,
      uploads: known,
    });
    for (const place of [folder.dataset, folder.run, folder.upload]) {
      assert.equal(await exists(place.call(folder, "known")), true);
      assert.equal(await exists(place.call(folder, "unknown")), false);
    }
    assert.equal(await exists(folder.upload("known", true)), false);
  }));
