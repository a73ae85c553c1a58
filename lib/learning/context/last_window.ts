import { CONNECTION_ERROR, type ContextBlock } from "./context_block.ts";
import { LastRecords } from "./last_records.ts";

/** Features of the last connections, without the suffix of their number. */
export const LAST_FEATURES = [
  "dst_host_count",
  "dst_host_srv_count",
  "dst_host_same_srv_rate",
  "dst_host_diff_srv_rate",
  "dst_host_same_src_port_rate",
  "dst_host_srv_diff_host_rate",
  "dst_host_serror_rate",
  "dst_host_srv_serror_rate",
  "dst_host_rerror_rate",
  "dst_host_srv_rerror_rate",
] as const;

const { SYN, REJECTED } = CONNECTION_ERROR;
const ERROR_BITS = 2;
const ERROR_MASK = 2 ** ERROR_BITS - 1;
/** Two counts of up to 10,000 connections share one number. */
const HALF = 2 ** 16;
/** What a connection adds to the counts of errors, by its error. */
const ERROR_WEIGHTS = new Int32Array(2 ** ERROR_BITS);
ERROR_WEIGHTS[SYN] = 1;
ERROR_WEIGHTS[REJECTED] = HALF;

/**
 * The last connections to the same host, and those to the same service, whenever they were: scans that
 * are slower than any window of time show in them. Each connection counts itself. Source as for
 * `RecentWindow`.
 */
export class LastWindow {
  readonly #hosts: LastRecords;
  readonly #services: LastRecords;

  /** @param connections that are remembered of each host and service */
  constructor(connections: number) {
    this.#hosts = new LastRecords(connections, 2);
    this.#services = new LastRecords(connections, 1);
  }

  /**
   * Takes the next connection and says what the last ones are then.
   *
   * @param target gets the values of {@linkcode LAST_FEATURES} from `offset` on
   */
  observe(block: ContextBlock, row: number, target: Float32Array, offset: number): void {
    const host = block.destination[row];
    const service = block.service[row];
    const port = block.sourcePort[row];
    // The error and the port of a connection are one number.
    const called = (port + 1) << ERROR_BITS;
    const { values, size: count } = this.#hosts.add(host, service, called | block.error[row]);
    // Six counts in three numbers, as adding is quicker than branching: how many are of the same service
    // (bits 0 to 15) and from the same port (16 to 31), and the errors of all and of the same service.
    let likes = 0, errors = 0, sameErrors = 0;
    for (let i = 0, end = 2 * count; i < end; i += 2) {
      const isSame = isEqual(values[i], service);
      const own = values[i + 1];
      const error = ERROR_WEIGHTS[own & ERROR_MASK];
      likes += isSame + (isEqual(own & ~ERROR_MASK, called) << 16);
      errors += error;
      sameErrors += isSame * error;
    }
    const same = likes & (HALF - 1), samePort = likes >>> 16;
    const syn = errors & (HALF - 1), rejected = errors >>> 16;
    const sameSyn = sameErrors & (HALF - 1), sameRejected = sameErrors >>> 16;
    const toService = this.#services.add(service, host);
    let others = toService.size;
    const hosts = toService.values;
    for (let i = 0, end = others; i < end; i++) others -= isEqual(hosts[i], host);
    target[offset] = count;
    target[offset + 1] = same;
    target[offset + 2] = same / count;
    target[offset + 3] = 1 - same / count;
    target[offset + 4] = samePort / count;
    target[offset + 5] = others / toService.size;
    target[offset + 6] = syn / count;
    target[offset + 7] = sameSyn / same;
    target[offset + 8] = rejected / count;
    target[offset + 9] = sameRejected / same;
  }
}

/** 1 where two integers are equal, else 0; without a branch, which would be mispredicted too often. */
function isEqual(a: number, b: number): number {
  const difference = a ^ b;
  return 1 + ((difference | -difference) >> 31);
}
