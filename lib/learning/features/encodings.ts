/**
 * The ways to turn words into numbers. Light: a browser can run it.
 *
 * @module
 */

/** The encodings, by the name that the HTTP API uses. */
export const ENCODING_KINDS = ["one-hot", "label", "frequency"] as const;

/** The name of an encoding. */
export type EncodingKind = (typeof ENCODING_KINDS)[number];

/** Each encoding with a name and a line that helps a person choose. */
export const ENCODINGS: { value: EncodingKind; label: string; help: string }[] = [
  { value: "one-hot", label: "One-hot", help: "One column for each category." },
  {
    value: "label",
    label: "Ordinal (integer codes)",
    help: "One column; puts categories in an order that means nothing.",
  },
  {
    value: "frequency",
    label: "Frequency",
    help: "One column: how common the category is in training. Equally common ones look the same.",
  },
];
