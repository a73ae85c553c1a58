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
    this.#hosts = new LastRecords(connections, 3);
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
    const toHost = this.#hosts.add(host, service, port, block.error[row]);
    let same = 0, samePort = 0, syn = 0, rejected = 0, sameSyn = 0, sameRejected = 0;
    for (let i = 0; i < toHost.length; i += 3) {
      const isSame = toHost[i] === service;
      const error = toHost[i + 2];
      if (isSame) same++;
      if (toHost[i + 1] === port) samePort++;
      if (error === SYN) {
        syn++;
        if (isSame) sameSyn++;
      } else if (error === REJECTED) {
        rejected++;
        if (isSame) sameRejected++;
      }
    }
    const count = toHost.length / 3;
    const toService = this.#services.add(service, host);
    let others = 0;
    for (const each of toService) if (each !== host) others++;
    target[offset] = count;
    target[offset + 1] = same;
    target[offset + 2] = same / count;
    target[offset + 3] = 1 - same / count;
    target[offset + 4] = samePort / count;
    target[offset + 5] = others / toService.length;
    target[offset + 6] = syn / count;
    target[offset + 7] = sameSyn / same;
    target[offset + 8] = rejected / count;
    target[offset + 9] = sameRejected / same;
  }
}
