import type { CatalogueDatabase } from "../catalogue_database.ts";

/**
 * What is being deleted: rows that are gone, whose files may still be there, so that a server that
 * died in between knows these files from such that its catalogue has lost.
 */
export class Deletions {
  readonly #database: CatalogueDatabase;

  constructor(database: CatalogueDatabase) {
    this.#database = database;
  }

  /** The ids of the rows. Forget each when its files are removed. */
  ids(): string[] {
    return this.#database.all("SELECT id FROM deletions").map(({ id }) => id as string);
  }

  /**
   * Deletes a row and notes that its files are to be removed.
   *
   * @param table of the row
   */
  delete(table: string, id: string): void {
    this.#database.transaction(() => {
      this.#database.run(`DELETE FROM ${table} WHERE id = ?`, id);
      this.#database.run("INSERT OR IGNORE INTO deletions (id) VALUES (?)", id);
    });
  }

  /** The files of a deleted row are removed. */
  forget(id: string): void {
    this.#database.run("DELETE FROM deletions WHERE id = ?", id);
  }
}
