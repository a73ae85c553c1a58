/** Why a datagram, or the rest of it, could not be read. */
export type DatagramFault =
  | "too-short"
  | "unknown-version"
  | "cut-off"
  | "bad-set"
  | "bad-template"
  | "bad-record";

/** Faults of datagrams, as people call them: of one and of several. */
export const FAULT_NAMES: Record<DatagramFault, [one: string, many: string]> = {
  "too-short": ["datagram without a whole header", "datagrams without a whole header"],
  "unknown-version": [
    "datagram that is neither NetFlow v5 or v9 nor IPFIX",
    "datagrams that are neither NetFlow v5 or v9 nor IPFIX",
  ],
  "cut-off": ["datagram that ends too early", "datagrams that end too early"],
  "bad-set": [
    "datagram with a set of impossible length",
    "datagrams with sets of impossible length",
  ],
  "bad-template": ["datagram with a damaged template", "datagrams with damaged templates"],
  "bad-record": [
    "datagram with a record that its set cuts off",
    "datagrams with records that their set cuts off",
  ],
};

/** Ends the reading of a datagram; what was read before stays valid. */
export class DatagramError extends Error {
  override name = "DatagramError";
  readonly fault: DatagramFault;

  constructor(fault: DatagramFault) {
    super(FAULT_NAMES[fault][0]);
    this.fault = fault;
  }
}
