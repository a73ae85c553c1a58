/**
 * What is wrong with a record that somebody wants scored.
 *
 * @module
 */

/** One feature of a record that cannot be used. */
export interface RecordFault {
  feature: string;
  /** For people. */
  message: string;
}

/** A record lacks features or has values that cannot be read. */
export class RecordError extends Error {
  override name = "RecordError";

  constructor(
    /** Every fault of the record, in the order of the features. */
    readonly faults: RecordFault[],
  ) {
    super(faults.map(({ feature, message }) => `${feature}: ${message}`).join(" "));
  }
}
