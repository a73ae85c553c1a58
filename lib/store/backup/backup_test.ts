import { createTarDecoder, createTarPacker } from "modern-tar";
import assert from "node:assert/strict";
import { join } from "node:path";
import type { RunResult } from "../../resources/run.ts";
import { Catalogue, type DatasetRow, type RunRow } from "../catalogue.ts";
import { DataFolder } from "../data_folder.ts";
import { BackupError } from "./format.ts";
import { restoreBackup } from "./restore_backup.ts";
import { writeBackup } from "./write_backup.ts";

const dataset = (id: string, status: DatasetRow["status"]) =>
  ({
    id,
    name: id,
    status,
    origin: { type: "upload", file: "a.csv" },
    requestedFormat: null,
    bytes: 1,
    createdAt: "2026-01-01T00:00:00.000Z",
    attempts: 0,
    error: null,
    profile: null,
  }) satisfies DatasetRow;

const run = (id: string) =>
  ({
    id,
    status: "done",
    createdAt: "2026-01-01T00:00:00.000Z",
    results: [{ model: "model-1" } as RunResult],
  }) as RunRow;

/** A data folder with an open catalogue, as a server has it, and room beside it. */
async function withData(
  work: (paths: { root: string; file: string; target: string }, catalogue: Catalogue) => unknown,
) {
  const parent = await Deno.makeTempDir();
  try {
    const root = join(parent, "data");
    using folder = await DataFolder.open(root);
    using catalogue = new Catalogue(folder.catalogue);
    for (const id of ["ds-1", "ds-2"]) {
      await Deno.mkdir(folder.dataset(id));
      await Deno.writeFile(folder.parquet(id), new Uint8Array(3_000_000).fill(id.charCodeAt(3)));
      catalogue.datasets.put(dataset(id, "ready"));
    }
    await Deno.writeTextFile(folder.upload("ds-3"), "acknowledged");
    catalogue.datasets.put(dataset("ds-3", "ingesting"));
    await Deno.mkdir(join(folder.model("run-1", "model-1"), "detector"), { recursive: true });
    await Deno.writeTextFile(join(folder.model("run-1", "model-1"), "detector", "a.bin"), "trees");
    catalogue.runs.put(run("run-1"));
    await Deno.mkdir(folder.staging("run-2"));
    await work({ root, file: join(parent, "a.backup"), target: join(parent, "new") }, catalogue);
  } finally {
    await Deno.remove(parent, { recursive: true });
  }
}

async function tree(folder: string, prefix = ""): Promise<string[]> {
  const paths: string[] = [];
  for await (const { name, isDirectory } of Deno.readDir(join(folder, prefix))) {
    const path = prefix === "" ? name : `${prefix}/${name}`;
    if (isDirectory) paths.push(...await tree(folder, path));
    else paths.push(path);
  }
  return paths.sort();
}

Deno.test("writeBackup() and restoreBackup() give back what the catalogue lists", () =>
  withData(async ({ root, file, target }, catalogue) => {
    const report = await writeBackup(root, file);
    assert.deepEqual(report.missing, []);
    assert.equal((await Deno.stat(file)).mode! & 0o777, 0o600);
    // What happens later is not in it.
    catalogue.datasets.delete("ds-1");
    assert.equal(await restoreBackup(file, target), report.files);
    assert.deepEqual(await tree(target), [
      "catalogue.sqlite",
      "datasets/ds-1/data.parquet",
      "datasets/ds-2/data.parquet",
      "lock",
      "runs/run-1/models/model-1/detector/a.bin",
      "uploads/ds-3",
    ]);
    assert.equal((await Deno.stat(join(target, "catalogue.sqlite"))).mode! & 0o777, 0o600);
    for (const path of ["datasets/ds-2/data.parquet", "uploads/ds-3"]) {
      assert.deepEqual(
        await Deno.readFile(join(target, path)),
        await Deno.readFile(join(root, path)),
      );
    }
    using restored = new Catalogue(join(target, "catalogue.sqlite"));
    assert.deepEqual(restored.datasets.list().map(({ id }) => id).sort(), ["ds-1", "ds-2", "ds-3"]);
    assert.equal(restored.models.runOf("model-1"), "run-1");
  }));

Deno.test("writeBackup() agrees with its catalogue when things are deleted meanwhile", () =>
  withData(async ({ root, file, target }, catalogue) => {
    let isFirst = true;
    await writeBackup(root, file, (item) => {
      if (!isFirst || !item.startsWith("datasets/")) return;
      isFirst = false;
      for (const id of ["ds-1", "ds-2"]) {
        if (item === `datasets/${id}`) continue;
        catalogue.datasets.delete(id);
        Deno.removeSync(join(root, "datasets", id), { recursive: true });
      }
      Deno.renameSync(join(root, "uploads/ds-3"), join(root, "datasets/data.parquet"));
      Deno.mkdirSync(join(root, "datasets/ds-3"));
      Deno.renameSync(
        join(root, "datasets/data.parquet"),
        join(root, "datasets/ds-3/data.parquet"),
      );
      catalogue.datasets.put(dataset("ds-3", "ready"));
    });
    await restoreBackup(file, target);
    using restored = new Catalogue(join(target, "catalogue.sqlite"));
    const ids = restored.datasets.list().map(({ id }) => id).sort();
    assert.equal(ids.length, 2);
    const folders = await Array.fromAsync(Deno.readDir(join(target, "datasets")), (e) => e.name);
    assert.deepEqual(folders.sort(), ids);
  }));

Deno.test("writeBackup() says what the data folder lacks, and refuses to overwrite", () =>
  withData(async ({ root, file }) => {
    await Deno.remove(join(root, "datasets/ds-1"), { recursive: true });
    assert.deepEqual((await writeBackup(root, file)).missing, ["datasets/ds-1"]);
    await assert.rejects(writeBackup(root, file), /already exists/);
    await assert.rejects(writeBackup(join(root, "datasets"), `${file}2`), /no catalogue/);
    await assert.rejects(writeBackup(root, join(root, "none/file")), /There is no folder/);
    const names = await Array.fromAsync(Deno.readDir(join(root, "..")), ({ name }) => name);
    assert.deepEqual(names.sort(), ["a.backup", "data"]);
  }));

Deno.test("restoreBackup() restores nothing of what is damaged", () =>
  withData(async ({ root, file, target }) => {
    await writeBackup(root, file);
    const whole = await Deno.readFile(file);
    const at = (share: number) => Math.floor(whole.length * share);
    const changed = (place: number) => {
      const bytes = whole.slice();
      bytes[place] ^= 1;
      return bytes;
    };
    const broken: [string, Uint8Array][] = [
      ...[0, 0.2, 0.5, 0.9].map((share): [string, Uint8Array] => [
        `cut at ${share}`,
        whole.slice(0, at(share)),
      ]),
      ["without its last block", whole.slice(0, -1024)],
      ...[0.1, 0.3, 0.6].map((share): [string, Uint8Array] => [
        `changed at ${share}`,
        changed(at(share)),
      ]),
      ["another file", new TextEncoder().encode("a,b\n1,2\n".repeat(1000))],
      ["another archive", await tarOf({ "datasets/ds-1/data.parquet": "x" })],
      ["a way out", await tarOf({ ...HEAD, "datasets/../../evil": "x" })],
      ["another version", await tarOf({ "netsift-backup.json": HEAD_TEXT.replace("1", "2") })],
      ["no manifest", await tarOf(HEAD)],
    ];
    for (const [name, bytes] of broken) {
      await Deno.writeFile(file, bytes);
      await assert.rejects(restoreBackup(file, target), BackupError, name);
      assert.equal(await Deno.lstat(target).then(() => true, () => false), false, name);
    }
    await assert.rejects(restoreBackup(join(root, "none"), target), /There is no file/);
  }));

Deno.test("restoreBackup() takes an empty folder only, and finishes what was broken off", () =>
  withData(async ({ root, file, target }) => {
    await writeBackup(root, file);
    await assert.rejects(restoreBackup(file, root), /Another Netsift server/);
    await Deno.mkdir(target);
    await Deno.writeTextFile(join(target, "mine.txt"), "mine");
    await assert.rejects(restoreBackup(file, target), /not empty/);
    assert.deepEqual(await tree(target), ["lock", "mine.txt"]);
    await Deno.remove(join(target, "mine.txt"));
    // A restore that was killed while it put things in place.
    await Deno.mkdir(join(target, ".restoring/runs"), { recursive: true });
    await Deno.mkdir(join(target, "datasets/ds-9"), { recursive: true });
    await assert.rejects(DataFolder.open(target), /restore did not finish/);
    await restoreBackup(file, target);
    assert.ok(!(await tree(target)).some((path) => /restoring|ds-9/.test(path)));
    using _folder = await DataFolder.open(target);
  }));

Deno.test("the archive takes files beyond 8 GiB", async () => {
  const size = 9 * 2 ** 30;
  const { readable, controller } = createTarPacker();
  controller.add({ name: "large", size });
  const { value } = await readable.pipeThrough(createTarDecoder()).getReader().read();
  assert.equal(value!.header.size, size);
});

const HEAD_TEXT = JSON.stringify({
  format: "netsift-backup",
  version: 1,
  netsift: "0.1.0",
  createdAt: "2026-01-01T00:00:00.000Z",
});
const HEAD = { "netsift-backup.json": HEAD_TEXT };

async function tarOf(files: Record<string, string>): Promise<Uint8Array> {
  const { readable, controller } = createTarPacker();
  const bytes = new Response(readable).bytes();
  for (const [name, text] of Object.entries(files)) {
    const content = new TextEncoder().encode(text);
    const writer = controller.add({ name, size: content.length }).getWriter();
    await writer.write(content);
    await writer.close();
  }
  controller.finalize();
  return await bytes;
}

Deno.test("a backup that is killed leaves no file under its name, and the server goes on", () =>
  withData(async ({ root, file, target }, catalogue) => {
    const large = await Deno.open(join(root, "datasets/ds-1/data.parquet"), { write: true });
    await large.truncate(2 ** 31);
    large.close();
    const script = `
      import { writeBackup } from ${JSON.stringify(import.meta.resolve("./write_backup.ts"))};
      await writeBackup(${JSON.stringify(root)}, ${JSON.stringify(file)});`;
    const child = new Deno.Command(Deno.execPath(), {
      args: ["eval", "--no-check", script],
      stderr: "inherit",
    }).spawn();
    const half = await unfinished(file, 2 ** 24);
    child.kill("SIGKILL");
    assert.equal((await child.status).signal, "SIGKILL");
    await assert.rejects(Deno.stat(file), Deno.errors.NotFound);
    await assert.rejects(restoreBackup(half, target), BackupError);

    catalogue.datasets.put({ ...dataset("ds-1", "ready"), name: "renamed" });
    assert.equal(catalogue.datasets.get("ds-1")?.name, "renamed");
    await Deno.writeTextFile(join(root, "datasets/ds-1/data.parquet"), "small");
    const report = await writeBackup(root, file);
    assert.equal(await restoreBackup(file, `${target}-2`), report.files);
  }));

/** The file that a backup is being written into, once it has so many bytes. */
async function unfinished(file: string, bytes: number): Promise<string> {
  for (;;) {
    for await (const { name } of Deno.readDir(join(file, ".."))) {
      if (!name.startsWith(".netsift-backup-")) continue;
      const path = join(file, "..", name, "a.backup");
      const size = await Deno.stat(path).then(({ size }) => size, () => 0);
      if (size >= bytes) return path;
    }
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
}
