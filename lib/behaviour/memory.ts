/**
 * What can be written down and taken up again later, as if nothing had happened.
 *
 * @module
 */

/** A part of what was learned. */
export interface Memory {
  /**
   * The state: values that a structured clone keeps. It may be the living one, to be written down
   * before anything else happens.
   */
  save(): unknown;
  /** Takes over a state that {@linkcode save} gave; it belongs to this object from then on. */
  restore(state: never): void;
  /** Forgets hosts that are no longer known. */
  forgetHosts?(isKnown: (host: number) => boolean): void;
}
