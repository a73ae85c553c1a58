import { CONNECTION_ERROR, type ContextBlock } from "./context_block.ts";
import { KeyedCounts } from "./keyed_counts.ts";
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

/** Counts of a host or service: all its connections, and at the place of each error those with it. */
const ERROR_COUNTS = 3;
/** Of a source also the hosts and the ports that it contacted. */
const PEERS = 3;
const PORTS = 4;
const SOURCE_COUNTS = 5;

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
  /** Both arrays are rings, whose length is a power of two. */
  #times = new Float64Array(1024);
  #fields = new Int32Array(FIELDS * 1024);
  /** The oldest connection and the number of them. */
  #first = 0;
  #size = 0;
  readonly #hosts = new KeyedCounts(ERROR_COUNTS);
  readonly #services = new KeyedCounts(ERROR_COUNTS);
  readonly #sources = new KeyedCounts(SOURCE_COUNTS);
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
    const start = block.time[row] - this.#milliseconds;
    while (this.#size > 0 && this.#times[this.#first] < start) this.#forget();
    this.#remember(block, row);
    const source = block.source[row], host = block.destination[row], service = block.service[row];
    const error = block.error[row];
    const same = this.#hostServices.add(host, service);
    const toHost = count(this.#hosts, host, error);
    const toService = count(this.#services, service, error);
    const fromSource = count(this.#sources, source, error);
    const hosts = this.#hosts.counts, services = this.#services.counts;
    const sources = this.#sources.counts;
    if (this.#peers.add(source, host) === 1) sources[fromSource + PEERS]++;
    if (this.#ports.add(source, block.destinationPort[row] + 1) === 1) {
      sources[fromSource + PORTS]++;
    }
    const sameRate = same / hosts[toHost];
    target[offset] = hosts[toHost];
    target[offset + 1] = services[toService];
    target[offset + 2] = hosts[toHost + SYN] / hosts[toHost];
    target[offset + 3] = services[toService + SYN] / services[toService];
    target[offset + 4] = hosts[toHost + REJECTED] / hosts[toHost];
    target[offset + 5] = services[toService + REJECTED] / services[toService];
    target[offset + 6] = sameRate;
    target[offset + 7] = 1 - sameRate;
    target[offset + 8] = 1 - same / services[toService];
    target[offset + 9] = sources[fromSource];
    target[offset + 10] = sources[fromSource + PEERS];
    target[offset + 11] = sources[fromSource + PORTS];
    target[offset + 12] = sources[fromSource + SYN] / sources[fromSource] +
      sources[fromSource + REJECTED] / sources[fromSource];
  }

  #remember(block: ContextBlock, row: number): void {
    if (this.#size === this.#times.length) this.#grow();
    const at = (this.#first + this.#size++) & (this.#times.length - 1);
    this.#times[at] = block.time[row];
    const fields = this.#fields;
    fields[FIELDS * at] = block.source[row];
    fields[FIELDS * at + 1] = block.destination[row];
    fields[FIELDS * at + 2] = block.service[row];
    fields[FIELDS * at + 3] = block.destinationPort[row];
    fields[FIELDS * at + 4] = block.error[row];
  }

  #forget(): void {
    const fields = this.#fields;
    const from = FIELDS * this.#first;
    const source = fields[from], host = fields[from + 1], service = fields[from + 2];
    const port = fields[from + 3], error = fields[from + 4];
    this.#first = (this.#first + 1) & (this.#times.length - 1);
    this.#size--;
    this.#hostServices.remove(host, service);
    discount(this.#hosts, host, error);
    discount(this.#services, service, error);
    const place = this.#sources.place(source);
    if (this.#peers.remove(source, host) === 0) this.#sources.counts[place + PEERS]--;
    if (this.#ports.remove(source, port + 1) === 0) this.#sources.counts[place + PORTS]--;
    discount(this.#sources, source, error);
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

/** Adds a connection of a key, and gives the place of its counts. */
function count(table: KeyedCounts, key: number, error: number): number {
  const place = table.place(key);
  table.counts[place]++;
  if (error !== CONNECTION_ERROR.NONE) table.counts[place + error]++;
  return place;
}

/** Takes a connection of a key away. */
function discount(table: KeyedCounts, key: number, error: number): void {
  const place = table.place(key);
  const { counts } = table;
  counts[place]--;
  if (error !== CONNECTION_ERROR.NONE) counts[place + error]--;
  if (counts[place] === 0) table.free(place);
}
