/**
 * Recognition of formats by content. File names play no part.
 *
 * @module
 */
import { DatasetError } from "../types.ts";
import type { Sample } from "../source/sample.ts";
import { csv } from "./csv.ts";
import type { Format, Layout } from "./format.ts";
import { kdd99 } from "./kdd99.ts";
import { nslKdd } from "./nsl_kdd.ts";

/** Every format, the most particular first. */
export const FORMATS: readonly Format[] = [kdd99, nslKdd, csv];

/** Texts that are known and not read yet. */
const UNREADABLE: { pattern: RegExp; name: string; hint: string }[] = [
  { pattern: /^(%[^\n]*\n|\s)*@relation\b/i, name: "an ARFF file", hint: "Export it as CSV." },
  {
    pattern: /^\s*<(\?xml|!doctype|html)/i,
    name: "an XML or HTML page",
    hint: "Export it as CSV.",
  },
  { pattern: /^\s*[\[{]\s*["{\[\]}]/, name: "a JSON file", hint: "Export it as CSV." },
  { pattern: /^#(separator|fields)\b/, name: "a Zeek log", hint: "Export it as CSV." },
];

/**
 * Tells how to read a file from its beginning.
 *
 * @throws {DatasetError} when no format fits
 */
export function recogniseFormat(sample: Sample): Layout {
  const text = sample.text.replace(/^\uFEFF/, "");
  const known = UNREADABLE.find(({ pattern }) => pattern.test(text));
  if (known) {
    throw new DatasetError(
      `The file is ${known.name}, which this version does not read yet. ${known.hint}`,
    );
  }
  if (!text.includes("\n") && text.includes("\r")) {
    throw new DatasetError(
      "The lines of the file end with a carriage return alone, as on very old Macintoshes. " +
        "Save it with usual line ends.",
    );
  }
  for (const format of FORMATS) {
    const layout = format.recognise(sample);
    if (layout) return layout;
  }
  throw new DatasetError(
    "The file is not a table that Netsift knows. It reads KDD'99, NSL-KDD and CSV with a header " +
      "(comma, semicolon, tab or vertical bar), each also packed with gzip.",
  );
}
