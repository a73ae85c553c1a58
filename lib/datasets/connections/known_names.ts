/**
 * The names under which tools and public datasets write the fields of connections.
 *
 * Zeek, Suricata, Argus, nfdump, SiLK, tshark, CICFlowMeter in its editions, NFStream, and the
 * datasets UNSW-NB15, Bot-IoT, CTU-13, CIDDS, HIKARI and Edge-IIoT.
 *
 * @module
 */
import type { ConnectionField } from "../../values/connections/connection_columns.ts";

/** Names without case and punctuation, see `foldName()`; earlier ones are preferred. */
export const KNOWN_NAMES: Record<ConnectionField, string[]> = {
  time: [
    ...["flowstart", "ts", "starttime", "stime", "datefirstseen", "firstseen", "flowstarttime"],
    ...["bidirectionalfirstseenms", "flowstartmilliseconds", "flowstartnanoseconds", "tstart"],
    ...["flowstartseconds", "starttimestamp", "start", "timestamp", "frametimeepoch", "frametime"],
    ...["time", "datetime", "date", "eventtime", "timegenerated", "first"],
  ],
  end: ["flowend", "endtime", "ltime", "te", "bidirectionallastseenms", "datelastseen", "lastseen"],
  source: [
    ...["srcip", "sourceip", "idorigh", "origh", "originh", "sip", "saddr", "srcaddr", "sa"],
    ...["srcipaddr", "sourceaddress", "sourceipaddress", "ipv4srcaddr", "ipv6srcaddr", "ipsrc"],
    ...[
      "srcipv4",
      "ipsrchost",
      "srchost",
      "ipv6src",
      "clientip",
      "srcaddress",
      "sourceipv4address",
    ],
    ...["sourceipv6address", "source", "src", "client", "orighost", "sender"],
  ],
  destination: [
    ...["dstip", "destip", "destinationip", "idresph", "resph", "responh", "dip", "daddr"],
    ...["dstaddr", "da", "dstipaddr", "destinationaddress", "destinationipaddress", "ipv4dstaddr"],
    ...["ipv6dstaddr", "ipdst", "dstipv4", "ipdsthost", "dsthost", "ipv6dst", "serverip"],
    ...["dstaddress", "destinationipv4address", "destinationipv6address", "destination", "dst"],
    ...["dest", "server", "resphost", "receiver"],
  ],
  sourcePort: [
    ...["srcport", "sourceport", "idorigp", "origp", "originp", "sport", "sp", "srcpt"],
    ...["tcpsrcport", "udpsrcport", "l4srcport", "sourcetransportport", "clientport"],
  ],
  destinationPort: [
    ...["dstport", "destport", "destinationport", "idrespp", "respp", "responp", "dport", "dsport"],
    ...["dp", "dstpt", "tcpdstport", "udpdstport", "l4dstport", "destinationtransportport"],
    ...["serverport"],
  ],
  protocol: [
    ...["proto", "protocol", "pr", "prot", "ipproto", "protocolidentifier", "transport"],
    ...["protocolname", "protocoltype", "ipprotocol", "transportprotocol"],
  ],
  service: [
    "service",
    "appproto",
    "applicationname",
    "l7protocol",
    "app",
    "application",
    "l7proto",
  ],
  state: ["connstate", "state", "flowstate", "tcpstate", "flags", "flg", "flgs", "tcpflags"],
  duration: [
    ...["duration", "flowduration", "dur", "bidirectionaldurationms", "td", "flowage"],
    ...["flowdurationmilliseconds", "durationms", "flowdurationms"],
  ],
  sourceBytes: [
    ...["origbytes", "origipbytes", "sbytes", "srcbytes", "flowbytestoserver", "src2dstbytes"],
    ...["totallengthoffwdpackets", "totallengthoffwdpacket", "totlenfwdpkts", "ibyt", "inbytes"],
    ...["subflowfwdbytes", "bytesout", "sentbytes"],
  ],
  destinationBytes: [
    ...["respbytes", "respipbytes", "dbytes", "dstbytes", "flowbytestoclient", "dst2srcbytes"],
    ...["totallengthofbwdpackets", "totallengthofbwdpacket", "totlenbwdpkts", "obyt", "outbytes"],
    ...["subflowbwdbytes", "bytesin", "receivedbytes"],
  ],
  totalBytes: [
    "totbytes",
    "totalbytes",
    "bytes",
    "octets",
    "bidirectionalbytes",
    "byt",
    "framelen",
  ],
  sourcePackets: [
    ...["origpkts", "spkts", "srcpkts", "srcpackets", "flowpktstoserver", "src2dstpackets"],
    ...["totalfwdpackets", "totalfwdpacket", "totfwdpkts", "fwdpktstot", "ipkt", "inpkts"],
  ],
  destinationPackets: [
    ...["resppkts", "dpkts", "dstpkts", "dstpackets", "flowpktstoclient", "dst2srcpackets"],
    ...["totalbackwardpackets", "totalbwdpackets", "totbwdpkts", "bwdpktstot", "opkt", "outpkts"],
  ],
  totalPackets: [
    ...["totpkts", "totalpackets", "pkts", "packets", "bidirectionalpackets", "pkt"],
  ],
  answerFlags: ["tcptcpflagstc", "tcpflagstc"],
};

/** Names that mean other things too: such a column must hold addresses. */
export const AMBIGUOUS_HOSTS: ReadonlySet<string> = new Set([
  ...["source", "src", "client", "sender", "sa", "sip", "srchost"],
  ...["destination", "dst", "dest", "server", "receiver", "da", "dip", "dsthost"],
]);
