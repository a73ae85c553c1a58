import type { z } from "zod";
import type { Catalogue, DocumentKind } from "./catalogue.ts";
import { TooManyError } from "./too_many_error.ts";

/** How many documents of a kind a person may make. */
export interface ListLimit {
  most: number;
  /** What they are called, such as `rules`. */
  what: string;
}

/**
 * Documents of one kind, in memory and in the catalogue: read without a query, written through.
 * Changes within `catalogue.together()` are seen once all of them are written.
 */
export class StoredList<Document extends { id: string }> {
  readonly #catalogue: Catalogue;
  readonly #kind: DocumentKind;
  readonly #limit: ListLimit | null;
  readonly #documents: Map<string, Document>;

  /** @param schema of the documents; those that do not fit are left out */
  constructor(
    catalogue: Catalogue,
    kind: DocumentKind,
    schema: z.ZodType<Document>,
    limit: ListLimit | null = null,
  ) {
    this.#catalogue = catalogue;
    this.#kind = kind;
    this.#limit = limit;
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

  /**
   * Refuses more documents than there may be.
   *
   * @param count how many are to be added
   * @throws {TooManyError}
   */
  refuseMore(count = 1): void {
    if (this.#limit === null || this.size + count <= this.#limit.most) return;
    throw new TooManyError(this.#limit.most, this.#limit.what);
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
