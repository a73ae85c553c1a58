import type { z } from "zod";
import type { CatalogueDatabase } from "../catalogue_database.ts";
import { DamagedRowError, RowChecker } from "../damaged_row.ts";
import type { DocumentKind } from "../rows.ts";

/** Small documents of several kinds, such as rules and settings. */
export class DocumentTable {
  readonly #database: CatalogueDatabase;

  constructor(database: CatalogueDatabase) {
    this.#database = database;
  }

  /**
   * All documents of a kind, in the order in which they were first written. A damaged one is left out,
   * and the log says why.
   */
  list<Document>(kind: DocumentKind, schema: z.ZodType<Document>): Document[] {
    const checker = new RowChecker("documents");
    const sql = "SELECT id, document FROM documents WHERE kind = ? ORDER BY rowid";
    return this.#database.all(sql, kind).flatMap(({ id, document }) => {
      try {
        return [checker.parse(`${kind} ${id}`, "document", document, schema)];
      } catch (error) {
        if (!(error instanceof DamagedRowError)) throw error;
        console.error(error.message);
        return [];
      }
    });
  }

  /** Writes documents of a kind together, whether they are new or not. */
  put(kind: DocumentKind, documents: { id: string }[]): void {
    this.#database.transaction(() => {
      for (const document of documents) {
        this.#database.run(
          `INSERT INTO documents (kind, id, document) VALUES (?, ?, ?)
           ON CONFLICT (kind, id) DO UPDATE SET document = excluded.document`,
          kind,
          document.id,
          JSON.stringify(document),
        );
      }
    });
  }

  /** Deletes a document. */
  delete(kind: DocumentKind, id: string): void {
    this.#database.run("DELETE FROM documents WHERE kind = ? AND id = ?", kind, id);
  }
}
