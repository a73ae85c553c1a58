import type { z } from "zod";
import type { Catalogue, DocumentKind } from "./catalogue.ts";

/**
 * Documents of one kind, in memory and in the catalogue: read without a query, written through.
 * Changes within `catalogue.together()` are seen once all of them are written.
 */
export class StoredList<Document extends { id: string }> {
  readonly #catalogue: Catalogue;
  readonly #kind: DocumentKind;
  readonly #documents: Map<string, Document>;

  /** @param schema of the documents; those that do not fit are left out */
  constructor(catalogue: Catalogue, kind: DocumentKind, schema: z.ZodType<Document>) {
    this.#catalogue = catalogue;
    this.#kind = kind;
    this.#documents = new Map(
      catalogue.documents.list(kind, schema).map((document) => [document.id, document]),
    );
  }

  get size(): number {
    return this.#documents.size;
  }

  /** All, in the order in which they were first put. */
  values(): IterableIterator<Document> {
    return this.#documents.values();
  }

  get(id: string): Document | null {
    return this.#documents.get(id) ?? null;
  }

  /** Writes documents, whether they are new or not. */
  put(...documents: Document[]): void {
    this.#catalogue.documents.put(this.#kind, documents);
    this.#catalogue.whenWritten(() => {
      for (const document of documents) this.#documents.set(document.id, document);
    });
  }

  /** Deletes a document; says whether there was one. */
  delete(id: string): boolean {
    const isKnown = this.#documents.has(id);
    this.#catalogue.documents.delete(this.#kind, id);
    this.#catalogue.whenWritten(() => this.#documents.delete(id));
    return isKnown;
  }
}
