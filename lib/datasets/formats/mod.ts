/**
 * Recognition of text formats by content. File names play no part.
 *
 * @module
 */
import { DatasetError } from "../../base/dataset_error.ts";
import type { Sample } from "../ingest/source/sample.ts";
import { argus } from "./argus.ts";
import { arff } from "./arff.ts";
import { cicIds2017 } from "./cic_ids_2017.ts";
import { csv } from "./csv.ts";
import { ALL_KINDS } from "./event_kinds.ts";
import type { Format, Layout } from "./format.ts";
import { kdd99 } from "./kdd99.ts";
import { ndjson } from "./ndjson.ts";
import { nfdump } from "./nfdump.ts";
import { nslKdd } from "./nsl_kdd.ts";
import { unswNb15 } from "./unsw_nb15.ts";
import { zeek } from "./zeek.ts";

/** Formats that tell themselves apart from every other text. */
const MARKED: readonly Format[] = [arff, ndjson, zeek, kdd99, nslKdd];

/** Delimited text, the most particular first. */
const TABLES: readonly Format[] = [cicIds2017, unswNb15, argus, nfdump, csv];

/** Texts that are known and not read. */
const UNREADABLE: { pattern: RegExp; name: string; hint: string }[] = [
  {
    pattern: /^\s*<(\?xml|!doctype|html)/i,
    name: "an XML or HTML page",
    hint: "Export it as CSV.",
  },
  {
    pattern: /^\s*[\[{]\s*["{\[\]}]/,
    name: "a JSON file of another kind than one object a line",
    hint: "Write each record as one object per line (NDJSON), or export it as CSV.",
  },
];

/**
 * Tells how to read a file from its beginning.
 *
 * @param kind of records to read, see {@linkcode Format}
 * @throws {DatasetError} when no format fits
 */
export function recogniseFormat(sample: Sample, kind?: string): Layout {
  const marked = firstLayout(MARKED, sample, kind);
  if (kind !== undefined && kind !== ALL_KINDS && marked?.format !== "ndjson") {
    throw new DatasetError(
      `Only JSON records of Zeek and Suricata have kinds to choose "${kind}" from, one object a line.`,
    );
  }
  if (marked) return marked;
  const text = sample.text.replace(/^\uFEFF/, "");
  const known = UNREADABLE.find(({ pattern }) => pattern.test(text));
  if (known) {
    throw new DatasetError(
      `The file is ${known.name}, which this version does not read yet. ${known.hint}`,
    );
  }
  const table = firstLayout(TABLES, sample);
  if (table) return table;
  throw new DatasetError(
    "The file is not a table that Netsift knows. It reads KDD'99, NSL-KDD, CIC-IDS-2017, UNSW-NB15, " +
      "CSV of two columns or more (comma, semicolon, tab or vertical bar), ARFF, NDJSON, " +
      "Zeek logs, CSV of Argus and nfdump, Parquet, packet captures (pcap, pcapng) and nfcapd files, each also packed with " +
      "gzip or zstd or in a ZIP archive.",
  );
}

function firstLayout(formats: readonly Format[], sample: Sample, kind?: string): Layout | null {
  for (const format of formats) {
    const layout = format.recognise(sample, kind);
    if (layout) return layout;
  }
  return null;
}
