/**
 * CIC-IDS-2017 and its later editions: tables of CICFlowMeter and, for BCCC's edition, NTLFlowLyzer.
 *
 * Sources: Sharafaldin, Lashkari and Ghorbani, "Toward Generating a New Intrusion Detection Dataset
 * and Intrusion Traffic Characterization", ICISSP 2018; Liu, Engelen, Lynar, Essam and Joosen,
 * "Error Prevalence in NIDS Datasets", IEEE CNS 2022 (the corrected edition).
 *
 * @module
 */
import { csv } from "./csv.ts";
import type { Format, LabelFix } from "./format.ts";

/** Columns that every edition of CICFlowMeter's tables for this dataset has. */
const CIC_FLOW_METER = [
  "flowduration",
  "flowbytess",
  "flowpacketss",
  "flowiatmean",
  "fwdiatmean",
  "bwdiatmean",
  "downupratio",
  "averagepacketsize",
  "activemean",
  "idlemean",
];

const NTL_FLOW_LYZER = [
  "flowid",
  "duration",
  "packetscount",
  "fwdpacketscount",
  "bwdpacketscount",
  "totalpayloadbytes",
  "payloadbytesmean",
  "bytesrate",
];

/**
 * The dash in "Web Attack - XSS" is the byte 0x96 of Windows-1252. Copies in UTF-8 hold what became
 * of it on the way: a control character, a replacement character, or the latter misread once more.
 */
const DASHES: LabelFix[] = ["\u0096", "\ufffd", "\u00ef\u00bf\u00bd"]
  .map((written) => ({ written, meant: "\u2013" }));

/** The format of CIC-IDS-2017. */
export const cicIds2017: Format = {
  id: "cic-ids-2017",
  recognise(sample) {
    const layout = csv.recognise(sample);
    if (!layout?.header) return null;
    const names = new Set(layout.columns.map(({ name }) => bare(name)));
    const isEdition = [CIC_FLOW_METER, NTL_FLOW_LYZER].some((columns) =>
      columns.every((name) => names.has(name))
    );
    if (!isEdition) return null;
    // "Fwd Header Length" appears twice in the day files: numbering it is no news.
    const warnings = layout.warnings.filter((text) => !text.includes('"Fwd Header Length"'));
    return { ...layout, format: "cic-ids-2017", labelFixes: DASHES, warnings };
  },
};

function bare(name: string): string {
  return name.toLowerCase().replace(/[^a-z0-9]/g, "");
}
