import { TCP, UDP } from "../packets/decoded_packet.ts";
import { SERVICE } from "../flows/fields.ts";
import { PAYLOAD_SERVICES } from "../packets/payload_service.ts";
import type { FlowRecord } from "./flow_record.ts";

/** Services by their ports, as IANA assigns them, in Zeek's names where Zeek has one. */
const PORTS: Record<number, [protocols: number[], service: string]> = {
  20: [[TCP], "ftp-data"],
  21: [[TCP], "ftp"],
  22: [[TCP], "ssh"],
  23: [[TCP], "telnet"],
  25: [[TCP], "smtp"],
  53: [[TCP, UDP], "dns"],
  67: [[UDP], "dhcp"],
  68: [[UDP], "dhcp"],
  69: [[UDP], "tftp"],
  80: [[TCP], "http"],
  88: [[TCP, UDP], "krb"],
  110: [[TCP], "pop3"],
  111: [[TCP, UDP], "portmap"],
  123: [[UDP], "ntp"],
  135: [[TCP], "dce_rpc"],
  137: [[UDP], "netbios-ns"],
  138: [[UDP], "netbios-dgm"],
  139: [[TCP], "smb"],
  143: [[TCP], "imap"],
  161: [[UDP], "snmp"],
  162: [[UDP], "snmp"],
  389: [[TCP, UDP], "ldap"],
  443: [[TCP], "ssl"],
  445: [[TCP], "smb"],
  465: [[TCP], "smtp"],
  500: [[UDP], "ike"],
  514: [[UDP], "syslog"],
  587: [[TCP], "smtp"],
  636: [[TCP], "ssl"],
  853: [[TCP], "ssl"],
  993: [[TCP], "ssl"],
  995: [[TCP], "ssl"],
  1194: [[UDP], "openvpn"],
  1433: [[TCP], "tds"],
  1883: [[TCP], "mqtt"],
  1900: [[UDP], "ssdp"],
  3306: [[TCP], "mysql"],
  3389: [[TCP, UDP], "rdp"],
  5060: [[TCP, UDP], "sip"],
  5353: [[UDP], "dns"],
  5355: [[UDP], "dns"],
  5432: [[TCP], "postgresql"],
  5900: [[TCP], "rfb"],
  6379: [[TCP], "redis"],
  6667: [[TCP], "irc"],
  8080: [[TCP], "http"],
  8443: [[TCP], "ssl"],
};
// A QUIC handshake is what UDP on 443 is.
const QUIC_PORT = 443;

/**
 * The application protocol of a flow: what its first bytes show, or what the responder's port is
 * assigned to; empty where neither tells.
 */
export function serviceOf(flow: FlowRecord): string {
  const shown = PAYLOAD_SERVICES[flow.values[flow.at + SERVICE]];
  return shown !== "" ? shown : assignedService(flow.protocol, flow.responderPort);
}

/** The application protocol that a responder's port is assigned to; empty where there is none. */
export function assignedService(protocol: number, port: number): string {
  if (protocol === UDP && port === QUIC_PORT) return "quic";
  const assigned = PORTS[port];
  return assigned?.[0].includes(protocol) ? assigned[1] : "";
}
