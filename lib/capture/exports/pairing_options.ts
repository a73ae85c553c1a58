/** How flows of one direction are put together. */
export interface PairingOptions {
  /** Seconds within which both directions are expected; 0 leaves every flow as it was sent. */
  window: number;
  /** Flows that wait for the other direction at most; beyond, the oldest goes on alone. */
  maxWaiting: number;
}

/** Exporters send both directions of a connection within a few seconds. */
export const DEFAULT_PAIRING: PairingOptions = { window: 10, maxWaiting: 2 ** 18 };
