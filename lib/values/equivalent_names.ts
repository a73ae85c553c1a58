/**
 * Names under which tools and datasets write the same quantity in the same unit.
 *
 * Sources: CICFlowMeter 3 and 4 (CIC-IDS-2017 as published and corrected, CSE-CIC-IDS2018); the manuals
 * of Zeek, Argus and Suricata; KDD Cup 1999, `kddcup.names`.
 *
 * @module
 */

/** Without case and punctuation, see `foldName()`; where a table has several, the first one counts. */
const GROUPS: string[][] = [
  ["srcip", "sourceip", "idorigh", "saddr", "srcaddr"],
  ["dstip", "destinationip", "destip", "idresph", "daddr", "dstaddr"],
  ["srcport", "sourceport", "idorigp", "sport"],
  ["dstport", "destinationport", "destport", "idrespp", "dport", "dsport"],
  ["proto", "protocoltype"],
  ["connstate", "flag"],
  ["duration", "dur"],
  // Bytes of payload.
  [
    ...["origbytes", "srcbytes", "totallengthoffwdpacket", "totallengthoffwdpackets"],
    "totlenfwdpkts",
  ],
  [
    ...["respbytes", "dstbytes", "totallengthofbwdpacket", "totallengthofbwdpackets"],
    "totlenbwdpkts",
  ],
  ["origpkts", "totalfwdpacket", "totalfwdpackets", "totfwdpkts", "spkts", "flowpktstoserver"],
  [
    "resppkts",
    "totalbwdpackets",
    "totalbackwardpackets",
    "totbwdpkts",
    "dpkts",
    "flowpktstoclient",
  ],
  ...["fwd", "bwd"].flatMap((side) => [
    ...["max", "min", "mean", "std"].map((what) => [
      `${side}packetlength${what}`,
      `${side}pktlen${what}`,
    ]),
    [`${side}iattotal`, `${side}iattot`],
    [`${side}headerlength`, `${side}headerlen`],
    [`${side}packetss`, `${side}pktss`],
    [`${side}segmentsizeavg`, `avg${side}segmentsize`, `${side}segsizeavg`],
    [`${side}bytesbulkavg`, `${side}avgbytesbulk`, `${side}bytsbavg`],
    [`${side}packetbulkavg`, `${side}avgpacketsbulk`, `${side}pktsbavg`],
    [`${side}bulkrateavg`, `${side}avgbulkrate`, `${side}blkrateavg`],
    [`subflow${side}packets`, `subflow${side}pkts`],
    [`subflow${side}bytes`, `subflow${side}byts`],
  ]),
  ["fwdinitwinbytes", "initwinbytesforward", "initfwdwinbyts"],
  ["bwdinitwinbytes", "initwinbytesbackward", "initbwdwinbyts"],
  ["fwdactdatapkts", "actdatapktfwd"],
  ["fwdsegsizemin", "minsegsizeforward"],
  ["packetlengthmin", "minpacketlength", "pktlenmin"],
  ["packetlengthmax", "maxpacketlength", "pktlenmax"],
  ...["mean", "std"].map((what) => [`packetlength${what}`, `pktlen${what}`]),
  ["packetlengthvariance", "pktlenvar"],
  ["averagepacketsize", "pktsizeavg"],
  ["flowbytess", "flowbytss"],
  ["flowpacketss", "flowpktss"],
  ...["fin", "syn", "rst", "psh", "ack", "urg", "ece"].map((flag) => [
    `${flag}flagcount`,
    `${flag}flagcnt`,
  ]),
  ["cwrflagcount", "cweflagcount", "cweflagcnt"],
];

const GROUP_OF = new Map(GROUPS.flatMap((group) => group.map((name) => [name, group] as const)));

/**
 * The other names of a quantity, in the order in which they are preferred.
 *
 * @param folded a name without case and punctuation
 *
 * @example
 * ```ts
 * import { equivalentNames } from "./equivalent_names.ts";
 * import assert from "node:assert/strict";
 *
 * assert.deepEqual(equivalentNames("protocoltype"), ["proto"]);
 * assert.deepEqual(equivalentNames("bytes"), []);
 * ```
 */
export function equivalentNames(folded: string): string[] {
  return GROUP_OF.get(folded)?.filter((name) => name !== folded) ?? [];
}
