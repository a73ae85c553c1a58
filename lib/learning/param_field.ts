/**
 * Parameters as data: forms are drawn from them and requests are checked against them.
 *
 * @module
 */

/** What every parameter has. */
export interface FieldBase {
  /** Key in `params`. */
  name: string;
  label: string;
  /** What scikit-learn calls it, or PyOD where scikit-learn has none; absent: neither has it. */
  knownAs?: string;
  /** One line that helps a person choose. */
  help: string;
}

/** One parameter, as data: forms are drawn from it and requests are checked against it. */
export type ParamField =
  | (FieldBase & { type: "integer" | "number"; default: number; min: number; max: number })
  | (FieldBase & {
    /** The word `auto` or a number within the limits. */
    type: "auto-or-number";
    default: "auto" | number;
    min: number;
    max: number;
  })
  | (FieldBase & {
    /** A list of whole numbers, such as layer sizes. */
    type: "integer-list";
    default: number[];
    min: number;
    max: number;
    maxLength: number;
  })
  | (FieldBase & {
    /** One of a few words. */
    type: "choice";
    default: string;
    options: { value: string; label: string }[];
  });

/** What is wrong with parameters that are each within their limits. */
export interface ParamsFault {
  /** The parameter to change. */
  name: string;
  /** What it may be, in a sentence. */
  message: string;
}
