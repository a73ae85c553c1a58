/** An entry as it is written. */
export interface AuditEvent {
  /** The name of the token, or what stands for it. */
  who: string;
  /** Such as `dataset.upload`. */
  action: string;
  /** What was acted on: an address without its query, or a name. */
  target: string | null;
  /** `ok`, or why not: `denied`, `failed`, `limited`, or an HTTP status. */
  outcome: string;
  /** Address of the client. */
  address: string;
  /** Tells clients with tokens apart, for the folding of floods; it is not written. */
  client?: string;
}
