import { isOver } from "../../base/is_over.ts";
import type { Silence, SilenceRequest } from "../../resources/silence.ts";
import { silenceSchema } from "../../resources/silence.ts";
import type { Catalogue } from "../../store/catalogue.ts";
import { newId } from "../../store/ids.ts";
import { StoredList } from "../../store/stored_list.ts";

/** More are refused, so that lists stay lists. */
const MOST_SILENCES = 1000;

/** The silences of one server; they hold for all detections, earlier ones too. */
export class SilenceService {
  readonly #silences: StoredList<Silence>;

  constructor(catalogue: Catalogue) {
    const limit = { most: MOST_SILENCES, what: "silences" };
    this.#silences = new StoredList(catalogue, "silence", silenceSchema, limit);
  }

  /** All, newest first. */
  list(): Silence[] {
    return [...this.#silences.values()].reverse();
  }

  /** Those that hold now. */
  current(): Silence[] {
    const now = Date.now();
    return this.list().filter(({ until }) => !isOver(until, now));
  }

  /**
   * Adds one.
   *
   * @throws {TooManyError}
   */
  add({ until, ...request }: SilenceRequest): Silence {
    this.#silences.refuseMore();
    const silence: Silence = {
      id: newId("silence"),
      createdAt: new Date().toISOString(),
      ...request,
      until: until === undefined ? null : new Date(until).toISOString(),
    };
    this.#silences.put(silence);
    return silence;
  }

  /** Deletes one; says whether there was one. */
  delete(id: string): boolean {
    return this.#silences.delete(id);
  }
}
