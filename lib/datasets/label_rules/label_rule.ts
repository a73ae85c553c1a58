/** A line that says which records have a label; `null` stands for any. */
export interface LabelRule {
  /** Where it stands in its file, counted from 1. */
  line: number;
  /** When records may begin, in milliseconds since 1970, both included. */
  from: number | null;
  to: number | null;
  /** One end of the connection, in lower case; which end opened it plays no part. */
  source: string | null;
  sourcePort: number | null;
  /** The other end. */
  destination: string | null;
  destinationPort: number | null;
  /** IP protocol number. */
  protocol: number | null;
  label: string;
}

/** What is wrong with a line. */
export interface LineFault {
  line: number;
  reason: string;
}
