import type { InputColumn, InputValue } from "./feature.ts";
import type { CategoricalColumn } from "./frame.ts";
import { type EventKind, kindFault } from "../../values/event_kind.ts";

/** Takes the kinds of records that come from outside, and refuses those that training did not have. */
export class KindColumn implements InputColumn {
  readonly column: CategoricalColumn & { codes: Int32Array };
  /** The code of every word beyond the kind. */
  readonly unseen = 1;
  readonly pointsGroup = false;
  readonly isOptional = true;
  readonly #kind: EventKind;

  constructor(kind: EventKind, rows: number) {
    this.#kind = kind;
    this.column = {
      type: "categorical",
      name: kind.field,
      codes: new Int32Array(rows),
      categories: [kind.kind],
    };
  }

  put(_row: number, value: InputValue): string | null {
    return kindFault(this.#kind, value);
  }
}
