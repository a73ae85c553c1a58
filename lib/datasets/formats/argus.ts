/**
 * CSV of Argus' clients, such as `ra -c ,`, and the bidirectional flows of CTU-13 (`.binetflow`).
 *
 * Sources: the manual page ra(1) of Argus 3; García, Grill, Stiborek and Zunino, "An empirical comparison
 * of botnet detection methods", Computers and Security 45 (2014), for CTU-13.
 *
 * @module
 */
import { CLIENT_PORT_REASON, exportLayout, type ExportTool } from "./export_lines.ts";
import type { Format } from "./format.ts";

const ARGUS: ExportTool = {
  format: "argus",
  headers: [["StartTime", "Proto", "SrcAddr", "DstAddr"]],
  columns: {
    StartTime: { role: "timestamp" },
    LastTime: { role: "timestamp" },
    SrcAddr: { role: "identifier" },
    DstAddr: { role: "identifier" },
    SrcMac: { role: "identifier" },
    DstMac: { role: "identifier" },
    SrcId: { role: "identifier" },
    Seq: { role: "identifier" },
    Rank: { role: "identifier" },
    Sport: { role: "ignored", reason: CLIENT_PORT_REASON },
    Proto: { type: "categorical" },
    Dir: { type: "categorical" },
    State: { type: "categorical" },
    Flgs: { type: "categorical" },
  },
  // Argus' records about itself, which begin and end its stream.
  ownLines: (names) => {
    const proto = names.indexOf("Proto");
    return (fields) => fields[proto] === "man";
  },
};

/** The format of `ra`'s CSV. */
export const argus: Format = {
  id: "argus",
  recognise: (sample) => exportLayout(sample, ARGUS),
};
