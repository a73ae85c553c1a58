/** How flows are cut. */
export interface MeterOptions {
  /** Silence after which a flow ends, in seconds. */
  idleTimeout: number;
  /** How long a flow lasts at most, in seconds. */
  activeTimeout: number;
  /** Flows in progress at most; beyond, the one that is silent for longest ends. */
  maxFlows: number;
}

/** The timeouts of the corrected CIC-IDS-2017. */
export const DEFAULT_METER: MeterOptions = {
  idleTimeout: 60,
  activeTimeout: 120,
  maxFlows: 2 ** 18,
};
