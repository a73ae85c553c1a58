import type { Silence, SilenceRequest } from "../../resources/silence.ts";
import { silenceSchema } from "../../resources/silence.ts";
import type { Catalogue } from "../../store/catalogue.ts";
import { newId } from "../../store/ids.ts";
import { StoredList } from "../../store/stored_list.ts";

/** More are refused, so that lists stay lists. */
const MOST_SILENCES = 1000;

/** There are as many silences as there may be. */
export class TooManySilencesError extends Error {
  override name = "TooManySilencesError";
  constructor() {
    super(`There are ${MOST_SILENCES} silences. Delete some first.`);
  }
}

/** The silences of one server; they hold for all detections, earlier ones too. */
export class SilenceService {
  readonly #silences: StoredList<Silence>;

  constructor(catalogue: Catalogue) {
    this.#silences = new StoredList(catalogue, "silence", silenceSchema);
  }

  /** All, newest first. */
  list(): Silence[] {
    return [...this.#silences.values()].reverse();
  }

  /** Those that hold now. */
  current(): Silence[] {
    const now = Date.now();
    return this.list().filter(({ until }) => until === null || Date.parse(until) > now);
  }

  /**
   * Adds one.
   *
   * @throws {TooManySilencesError} when there are too many
   */
  add({ until, ...request }: SilenceRequest): Silence {
    if (this.#silences.size >= MOST_SILENCES) throw new TooManySilencesError();
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
