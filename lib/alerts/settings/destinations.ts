import type { Alert } from "../../resources/alert.ts";
import {
  type DeliveryState,
  type Destination,
  type DestinationRequest,
  destinationSchema,
} from "../../resources/alert_destination.ts";
import type { Catalogue } from "../../store/catalogue.ts";
import { newId } from "../../store/ids.ts";
import { StoredList } from "../../store/stored_list.ts";
import { newSecret } from "../delivery/destination_secret.ts";
import { Outbox } from "../delivery/outbox.ts";
import type { Rules } from "./rules.ts";

const MOST_DESTINATIONS = 50;

/** Where alerts are sent, and what became of them. */
export class Destinations implements Disposable {
  readonly #catalogue: Catalogue;
  readonly #rules: Rules;
  readonly #destinations: StoredList<Destination>;
  readonly #outbox: Outbox;

  /** @param rules name destinations */
  constructor(catalogue: Catalogue, rules: Rules) {
    const limit = { most: MOST_DESTINATIONS, what: "destinations" };
    this.#catalogue = catalogue;
    this.#rules = rules;
    this.#destinations = new StoredList(catalogue, "alert-destination", destinationSchema, limit);
    this.#outbox = new Outbox({
      find: (id) => {
        const destination = this.#destinations.get(id);
        return destination?.enabled ? destination : null;
      },
    });
  }

  list(): Destination[] {
    return [...this.#destinations.values()];
  }

  get(id: string): Destination | null {
    return this.#destinations.get(id);
  }

  /** Takes an alert for some of them; it is sent as soon as that is possible. */
  send(alert: Alert, destinations: readonly string[]): void {
    for (const destination of destinations) this.#outbox.add(alert, destination);
  }

  /** What became of the alerts of one. */
  delivery(id: string): DeliveryState {
    return this.#outbox.state(id);
  }

  /** @throws {TooManyError} */
  add(request: DestinationRequest): Destination {
    this.#destinations.refuseMore();
    const stored = { id: newId("destination"), createdAt: new Date().toISOString() };
    return this.#put(request, stored, null);
  }

  /** Changes one; a webhook keeps its secret unless another is given. */
  change(known: Destination, request: DestinationRequest): Destination {
    const { id, createdAt } = known;
    const secret = known.type === "webhook" ? known.secret : null;
    return this.#put(request, { id, createdAt }, secret);
  }

  /** Deletes one, and says whether there was one; rules no longer name it. */
  delete(id: string): boolean {
    if (!this.#destinations.get(id)) return false;
    this.#catalogue.together(() => {
      this.#destinations.delete(id);
      this.#rules.forgetDestination(id);
    });
    this.#outbox.forget(id);
    return true;
  }

  [Symbol.dispose](): void {
    this.#outbox[Symbol.dispose]();
  }

  #put(
    request: DestinationRequest,
    stored: Pick<Destination, "id" | "createdAt">,
    secret: string | null,
  ): Destination {
    const destination: Destination = request.type === "webhook"
      ? { ...request, ...stored, secret: request.secret ?? secret ?? newSecret() }
      : { ...request, ...stored };
    this.#destinations.put(destination);
    return destination;
  }
}
