import { CONNECTION_ERROR, type ContextBlock } from "./context_block.ts";
import { ErrorCounts } from "./error_counts.ts";
import { PairCounts } from "./pair_counts.ts";

/** Features of a window of time, without the suffix of its length. */
export const RECENT_FEATURES = [
  "count",
  "srv_count",
  "serror_rate",
  "srv_serror_rate",
  "rerror_rate",
  "srv_rerror_rate",
  "same_srv_rate",
  "diff_srv_rate",
  "srv_diff_host_rate",
  "src_count",
  "src_peers",
  "src_ports",
  "src_error_rate",
] as const;

/** Numbers that are kept of each connection of the window. */
const FIELDS = 5;
const { SYN, REJECTED } = CONNECTION_ERROR;

/**
 * The connections of the last seconds: how many went to the same host and to the same service, how
 * many of them failed, and with how many hosts and ports the source has dealt. Each connection counts
 * itself.
 *
 * The names without `src_` are those of KDD'99: W. Lee and S. Stolfo, "A framework for constructing
 * features and models for intrusion detection systems", ACM TISSEC 3 (4), 2000. Its memory is that of
 * the connections in the window.
 */
export class RecentWindow {
  readonly #milliseconds: number;
  #times = new Float64Array(1024);
  #fields = new Int32Array(FIELDS * 1024);
  /** The oldest connection and the number of them; both arrays are rings. */
  #first = 0;
  #size = 0;
  readonly #hosts = new ErrorCounts();
  readonly #services = new ErrorCounts();
  readonly #sources = new ErrorCounts();
  readonly #hostServices = new PairCounts();
  readonly #peers = new PairCounts();
  readonly #ports = new PairCounts();

  /** @param seconds that the window covers */
  constructor(seconds: number) {
    this.#milliseconds = 1000 * seconds;
  }

  /**
   * Takes the next connection and says what the window holds then.
   *
   * @param target gets the values of {@linkcode RECENT_FEATURES} from `offset` on
   */
  observe(block: ContextBlock, row: number, target: Float32Array, offset: number): void {
    const time = block.time[row];
    while (this.#size > 0 && this.#times[this.#first] < time - this.#milliseconds) this.#forget();
    this.#remember(block, row);
    const host = block.destination[row], service = block.service[row], source = block.source[row];
    const same = this.#hostServices.of(host, service);
    const sameRate = same / this.#hosts.all(host);
    target[offset] = this.#hosts.all(host);
    target[offset + 1] = this.#services.all(service);
    target[offset + 2] = this.#hosts.rate(host, SYN);
    target[offset + 3] = this.#services.rate(service, SYN);
    target[offset + 4] = this.#hosts.rate(host, REJECTED);
    target[offset + 5] = this.#services.rate(service, REJECTED);
    target[offset + 6] = sameRate;
    target[offset + 7] = 1 - sameRate;
    target[offset + 8] = 1 - same / this.#services.all(service);
    target[offset + 9] = this.#sources.all(source);
    target[offset + 10] = this.#peers.partners(source);
    target[offset + 11] = this.#ports.partners(source);
    target[offset + 12] = this.#sources.rate(source, SYN) + this.#sources.rate(source, REJECTED);
  }

  #remember(block: ContextBlock, row: number): void {
    if (this.#size === this.#times.length) this.#grow();
    const at = (this.#first + this.#size++) % this.#times.length;
    this.#times[at] = block.time[row];
    const fields = this.#fields;
    fields[FIELDS * at] = block.source[row];
    fields[FIELDS * at + 1] = block.destination[row];
    fields[FIELDS * at + 2] = block.service[row];
    fields[FIELDS * at + 3] = block.destinationPort[row];
    fields[FIELDS * at + 4] = block.error[row];
    this.#count(at, 1);
  }

  #forget(): void {
    this.#count(this.#first, -1);
    this.#first = (this.#first + 1) % this.#times.length;
    this.#size--;
  }

  #count(at: number, change: 1 | -1): void {
    const fields = this.#fields;
    const from = FIELDS * at;
    const source = fields[from], host = fields[from + 1], service = fields[from + 2];
    const port = fields[from + 3], error = fields[from + 4];
    this.#hosts.add(host, error, change);
    this.#services.add(service, error, change);
    this.#sources.add(source, error, change);
    this.#hostServices.add(host, service, change);
    this.#peers.add(source, host, change);
    this.#ports.add(source, port + 1, change);
  }

  #grow(): void {
    const { length } = this.#times;
    const times = new Float64Array(2 * length);
    const fields = new Int32Array(2 * FIELDS * length);
    times.set(this.#times.subarray(this.#first));
    times.set(this.#times.subarray(0, this.#first), length - this.#first);
    fields.set(this.#fields.subarray(FIELDS * this.#first));
    fields.set(this.#fields.subarray(0, FIELDS * this.#first), FIELDS * (length - this.#first));
    this.#times = times;
    this.#fields = fields;
    this.#first = 0;
  }
}
