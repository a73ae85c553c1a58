import type { TemplateChange } from "./read_templates.ts";
import { type StoredTemplate, Template } from "./template.ts";

/** Fields of all templates together; beyond, the templates that were announced longest ago go. */
const MAX_FIELDS = 8192;

/** The templates of one exporter's source id or observation domain. */
export class TemplateStore {
  readonly #templates = new Map<number, Template>();
  readonly #interpretsScope: boolean;
  #fields = 0;

  /** @param interpretsScope see {@linkcode Template} */
  constructor(interpretsScope: boolean) {
    this.#interpretsScope = interpretsScope;
  }

  /** Templates that are known. */
  get size(): number {
    return this.#templates.size;
  }

  get(id: number): Template | undefined {
    return this.#templates.get(id);
  }

  /**
   * Adds, replaces or removes templates.
   *
   * @throws {DatagramError} when a template describes records without bytes
   */
  apply(change: TemplateChange): void {
    if ("template" in change) this.#add(change.template);
    else if (typeof change.withdrawn === "number") this.#remove(change.withdrawn);
    else {
      const isOfFlows = change.withdrawn === "flows";
      for (const [id, template] of this.#templates) {
        if (template.isOfFlows === isOfFlows) this.#remove(id);
      }
    }
  }

  /** Forgets all. */
  clear(): void {
    this.#templates.clear();
    this.#fields = 0;
  }

  /** All templates, as they can be kept. */
  stored(): StoredTemplate[] {
    return [...this.#templates.values()].map(({ stored }) => stored);
  }

  #add(stored: StoredTemplate): void {
    const template = new Template(stored, this.#interpretsScope);
    this.#remove(stored.id);
    this.#templates.set(stored.id, template);
    this.#fields += stored.fields.length;
    for (const id of this.#templates.keys()) {
      if (this.#fields <= MAX_FIELDS || id === stored.id) break;
      this.#remove(id);
    }
  }

  #remove(id: number): void {
    const template = this.#templates.get(id);
    if (!template) return;
    this.#templates.delete(id);
    this.#fields -= template.stored.fields.length;
  }
}
