/**
 * CSV of nfdump, `nfdump -o csv`, with the header of its versions up to 1.7.2 or of the later ones.
 *
 * Source: the manual page nfdump(1).
 *
 * @module
 */
import { CLIENT_PORT_REASON, exportLayout, type ExportTool } from "./export_lines.ts";
import type { Format } from "./format.ts";

/** What stands below the flows: this word, then names of totals, then the totals. */
const SUMMARY = "Summary";
const FIRST_TOTAL = "flows";
const TOTALS = 6;

const NFDUMP: ExportTool = {
  format: "nfdump",
  headers: [
    ["ts", "te", "td", "sa", "da", "sp", "dp", "pr", "ipkt", "ibyt"],
    ["firstSeen", "duration", "proto", "srcAddr", "dstAddr", "packets", "bytes"],
  ],
  columns: {
    ...roles("timestamp", ["ts", "te", "tr", "firstSeen", "lastSeen"]),
    ...roles("identifier", ["sa", "da", "nh", "nhb", "ra", "srcAddr", "dstAddr"]),
    ...roles("identifier", ["ismc", "odmc", "idmc", "osmc"]),
    sp: { role: "ignored", reason: CLIENT_PORT_REASON },
    srcPort: { role: "ignored", reason: CLIENT_PORT_REASON },
    pr: { type: "categorical" },
    proto: { type: "categorical" },
    flg: { type: "categorical" },
    eng: { type: "categorical" },
  },
  ownLines: () => {
    let isTotals = false;
    return (fields) => {
      if (isTotals) {
        isTotals = false;
        return fields.length === TOTALS;
      }
      isTotals = fields.length === TOTALS && fields[0] === FIRST_TOTAL;
      return isTotals || fields.length === 1 && fields[0] === SUMMARY;
    };
  },
};

function roles(role: "timestamp" | "identifier", names: string[]) {
  return Object.fromEntries(names.map((name) => [name, { role }]));
}

/** The format of `nfdump -o csv`. */
export const nfdump: Format = {
  id: "nfdump",
  recognise: (sample) => exportLayout(sample, NFDUMP),
};
