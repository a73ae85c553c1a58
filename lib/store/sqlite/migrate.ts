/**
 * Databases of older versions of Netsift.
 *
 * @module
 */
import { rmSync } from "node:fs";
import { dirname } from "node:path";
import type { DatabaseSync } from "node:sqlite";
import { transaction } from "./transaction.ts";

/** What a database must be like. */
export interface DatabaseLayout {
  /** Kept in `user_version`. */
  version: number;
  /** Makes an empty database. */
  schema: string;
  /** What brings an older database to the next version, by the version that it has. */
  steps?: ReadonlyMap<number, string>;
}

/**
 * Brings a database to the version of its layout, in one transaction. Before that, a copy of it as it
 * was is kept beside it, as `catalogue.sqlite.version-2`: an older Netsift opens that one.
 *
 * @param path file of the database
 * @throws {Error} when a newer version of Netsift wrote it, or one that there is no way from
 */
export function migrate(database: DatabaseSync, path: string, layout: DatabaseLayout): void {
  const { version, schema, steps } = layout;
  const found = database.prepare("PRAGMA user_version").get()!.user_version as number;
  if (found === version) return;
  if (found > version) {
    throw new Error(
      `${path} was written by a newer Netsift: it has version ${found}, and this Netsift reads ` +
        `versions up to ${version}. Use the newer Netsift, or restore a backup of this one.`,
    );
  }
  let statements = schema;
  if (found > 0) {
    const needed = Array.from({ length: version - found }, (_, i) => steps?.get(found + i));
    if (needed.includes(undefined)) {
      throw new Error(`${path} has version ${found}, which this Netsift no longer reads.`);
    }
    statements = needed.join("");
    keepCopy(database, path, `${path}.version-${found}`);
  }
  transaction(database, () => {
    database.exec(statements);
    database.exec(`PRAGMA user_version = ${version}`);
  });
}

/** Copies a database as it is now; the copy has its name when it is whole and on the disk. */
function keepCopy(database: DatabaseSync, path: string, target: string): void {
  const unfinished = `${target}.new`;
  rmSync(unfinished, { force: true });
  const copy = Deno.openSync(unfinished, { createNew: true, write: true, mode: 0o600 });
  try {
    database.prepare("VACUUM INTO ?").run(unfinished);
    copy.syncSync();
  } finally {
    copy.close();
  }
  Deno.renameSync(unfinished, target);
  const folder = Deno.openSync(dirname(path));
  folder.syncSync();
  folder.close();
}
