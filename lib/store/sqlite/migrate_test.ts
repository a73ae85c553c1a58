import assert from "node:assert/strict";
import { DatabaseSync } from "node:sqlite";
import { unpackTar } from "../../../testing/unpack_tar.ts";
import { Catalogue } from "../catalogue.ts";
import type { DatabaseLayout } from "./migrate.ts";
import { closeSqlite, openSqlite } from "./sqlite.ts";

/** What Netsift 0.1.0 stored: version 2. */
const STORED = new URL("../../../tests/testdata/0.1.0/data.tar.gz", import.meta.url);

async function withStored(test: (path: string) => void | Promise<void>): Promise<void> {
  const folder = await Deno.makeTempDir();
  try {
    await unpackTar(STORED, folder, (name) => name.includes("catalogue.sqlite"));
    await test(`${folder}/catalogue.sqlite`);
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
}

/** Everything in a database, and its version. */
function contentOf(path: string) {
  const database = new DatabaseSync(path);
  try {
    const rows = (table: string) => database.prepare(`SELECT * FROM ${table} ORDER BY id`).all();
    const version = database.prepare("PRAGMA user_version").get()!.user_version as number;
    return {
      version,
      tables: ["datasets", "runs", "models", "batches"].map((table) => rows(table)),
    };
  } finally {
    database.close();
  }
}

Deno.test("migrate() keeps a copy of the catalogue of 0.1.0 and brings all of it along", () =>
  withStored((path) => {
    const before = contentOf(path);
    assert.equal(before.version, 2);
    assert.ok(before.tables.every(({ length }) => length > 0));
    {
      using catalogue = new Catalogue(path);
      for (const { status } of [...catalogue.datasets.list(), ...catalogue.runs.list()]) {
        assert.match(status, /ready|done/);
      }
      assert.equal(catalogue.batches.list()[0].status, "done");
    }
    assert.deepEqual(contentOf(`${path}.version-2`), before);
    const after = contentOf(path);
    assert.ok(after.version > 2);
    assert.deepEqual(after.tables, before.tables);
    assert.equal(Deno.statSync(`${path}.version-2`).mode! & 0o077, 0, "it is private");
  }));

Deno.test("migrate() does every step or none: a server killed in the middle starts again", () =>
  withStored(async (path) => {
    const before = contentOf(path);
    const layout = {
      version: 4,
      steps: [
        [2, "CREATE TABLE added (id TEXT); DELETE FROM models;"],
        // Takes minutes, so that it is killed at work.
        [
          3,
          "INSERT INTO added WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n LIMIT 100000000) SELECT i FROM n;",
        ],
      ],
    };
    const script = `
      import { openSqlite } from ${JSON.stringify(import.meta.resolve("./sqlite.ts"))};
      const { version, steps } = ${JSON.stringify(layout)};
      openSqlite(${JSON.stringify(path)}, { version, schema: "", steps: new Map(steps) });`;
    const child = new Deno.Command(Deno.execPath(), {
      args: ["eval", "--no-check", script],
      stderr: "inherit",
    }).spawn();
    while (!await Deno.stat(`${path}.version-2`).then(() => true, () => false)) {
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
    await new Promise((resolve) => setTimeout(resolve, 500));
    child.kill("SIGKILL");
    assert.equal((await child.status).signal, "SIGKILL");
    assert.deepEqual(contentOf(path), before);
    assert.deepEqual(contentOf(`${path}.version-2`), before);
    {
      using catalogue = new Catalogue(path);
      assert.equal(catalogue.models.list().length, before.tables[2].length);
    }
    assert.deepEqual(contentOf(path).tables, before.tables);
  }));

Deno.test("migrate() takes the steps in their order", async () => {
  const folder = await Deno.makeTempDir();
  const path = `${folder}/a.sqlite`;
  const open = (layout: DatabaseLayout) => closeSqlite(openSqlite(path, layout));
  try {
    open({ version: 1, schema: "CREATE TABLE t (a)" });
    const steps = new Map([[1, "ALTER TABLE t ADD b;"], [2, "ALTER TABLE t RENAME b TO c;"]]);
    open({ version: 3, schema: "", steps });
    const database = new DatabaseSync(path);
    assert.deepEqual(database.prepare("INSERT INTO t (a, c) VALUES (1, 2)").run().changes, 1);
    database.close();
    assert.throws(
      () => open({ version: 2, schema: "" }),
      /written by a newer Netsift: it has version 3, and this Netsift reads versions up to 2/,
    );
    assert.throws(() => open({ version: 5, schema: "", steps }), /no longer reads/);
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
});
