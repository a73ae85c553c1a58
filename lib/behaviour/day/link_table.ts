/**
 * Connections added up by who talked to whom, on which port.
 *
 * @module
 */

import { type ConnectionBlock, OUTCOME } from "../connection_block.ts";

const ICMP = 1;
const ICMP6 = 58;
/** Links of one source; what more it opens is counted only, so that a scan leaves room for others. */
const MOST_OF_SOURCE = 100_000;
/** So many of the first contacts of a link in an hour are remembered with their times. */
const MOST_TIMES = 64;

/** The sums that each link has, one array each. */
const SUMS = [
  "records",
  "failed",
  "answered",
  "sourceBytes",
  "destinationBytes",
  "sourcePackets",
  "destinationPackets",
  "squaredBytes",
  "busiestHour",
  "firstRow",
] as const;
type Sum = typeof SUMS[number];
const TIMES = ["first", "last", "longest", "longestAt"] as const;
const NUMBERS = ["source", "destination", "port", "service", "hours"] as const;
const BYTES = ["protocol", "busiestAt"] as const;
const COLUMNS = [...SUMS, ...TIMES, ...NUMBERS, ...BYTES] as const;

/** A table as it is kept. */
export interface LinkTableState {
  size: number;
  dropped: number;
  isOrdered: boolean;
  latest: number;
  columns: Record<typeof COLUMNS[number], Float64Array | Int32Array | Uint8Array | Int8Array>;
  times: (number[] | undefined)[];
}

/**
 * A hash table of links: source, destination, port and protocol. ICMP has no ports.
 *
 * Beyond `most` links new ones are counted in {@linkcode dropped} only, which bounds memory to about
 * 150 bytes times `most`. The same goes for what one source opens beyond 100,000 links.
 */
export class LinkTable implements Record<Sum, Float64Array> {
  size = 0;
  /** Connections of links that found no room. */
  dropped = 0;
  source = new Int32Array(0);
  destination = new Int32Array(0);
  port = new Int32Array(0);
  protocol = new Uint8Array(0);
  service = new Int32Array(0);
  /** The hours of the day in which the link was used, one bit each. */
  hours = new Int32Array(0);
  /** The hour of the day with the most connections. */
  busiestAt = new Int8Array(0);
  /** Milliseconds since 1970. */
  first = new Float64Array(0);
  /** Milliseconds since 1970. */
  last = new Float64Array(0);
  /** Seconds of the longest connection, and when it began. */
  longest = new Float64Array(0);
  longestAt = new Float64Array(0);
  records = new Float64Array(0);
  failed = new Float64Array(0);
  answered = new Float64Array(0);
  sourceBytes = new Float64Array(0);
  destinationBytes = new Float64Array(0);
  sourcePackets = new Float64Array(0);
  destinationPackets = new Float64Array(0);
  /** Sum of the squares of bytes sent by the source. */
  squaredBytes = new Float64Array(0);
  /** Connections in the busiest hour. */
  busiestHour = new Float64Array(0);
  /** Row of the first connection. */
  firstRow = new Float64Array(0);
  /** When the contacts began, in order; nothing for links with a single one. */
  times: (number[] | undefined)[] = [];
  #slots = new Int32Array(2048).fill(-1);
  readonly #ofSource = new Map<number, number>();
  readonly #most: number;
  /** Whether all connections came in the order of time, and when the last one began. */
  #isOrdered = true;
  #latest = -Infinity;

  constructor(most: number) {
    this.#most = most;
    this.#grow(1024);
  }

  /** Adds one connection of a block. */
  add(block: ConnectionBlock, row: number): void {
    const protocol = block.protocol[row];
    const isIcmp = protocol === ICMP || protocol === ICMP6;
    const port = isIcmp ? -1 : block.destinationPort[row];
    const link = this.#find(block.source[row], block.destination[row], port, protocol);
    if (link < 0) {
      this.dropped++;
      return;
    }
    const time = block.time[row];
    if (time < this.#latest) this.#isOrdered = false;
    else this.#latest = time;
    if (this.records[link] > 0) this.#keepTime(link, time);
    if (this.records[link] === 0 || time < this.first[link]) {
      this.first[link] = time;
      this.firstRow[link] = block.row[row];
    }
    this.records[link]++;
    this.last[link] = Math.max(time, this.last[link]);
    const outcome = outcomeOf(block, row);
    if (outcome === OUTCOME.FAILED) this.failed[link]++;
    else if (outcome === OUTCOME.ANSWERED) this.answered[link]++;
    if (this.service[link] < 0) this.service[link] = block.service[row];
    const bytes = amountOf(block.sourceBytes[row]);
    this.sourceBytes[link] += bytes;
    this.squaredBytes[link] += bytes * bytes;
    this.destinationBytes[link] += amountOf(block.destinationBytes[row]);
    this.sourcePackets[link] += amountOf(block.sourcePackets[row]);
    this.destinationPackets[link] += amountOf(block.destinationPackets[row]);
    const duration = amountOf(block.duration[row]);
    if (
      duration > this.longest[link] ||
      (duration > 0 && duration === this.longest[link] && time < this.longestAt[link])
    ) {
      this.longest[link] = duration;
      this.longestAt[link] = time;
    }
  }

  /**
   * Adds the links of an hour to those of a day.
   *
   * @param hour 0 to 23
   * @param mostTimes how many contact times of a link are kept
   */
  addHour(other: LinkTable, hour: number, mostTimes: number): void {
    this.dropped += other.dropped;
    for (const from of other.#inOrder()) {
      const link = this.#find(
        other.source[from],
        other.destination[from],
        other.port[from],
        other.protocol[from],
      );
      if (link < 0) {
        this.dropped += other.records[from];
        continue;
      }
      this.#addTimes(link, other, from, mostTimes);
      if (this.records[link] === 0) {
        this.first[link] = other.first[from];
        this.firstRow[link] = other.firstRow[from];
      }
      this.last[link] = other.last[from];
      this.hours[link] |= 1 << hour;
      if (other.records[from] > this.busiestHour[link]) {
        this.busiestHour[link] = other.records[from];
        this.busiestAt[link] = hour;
      }
      if (other.longest[from] > this.longest[link]) {
        this.longest[link] = other.longest[from];
        this.longestAt[link] = other.longestAt[from];
      }
      if (this.service[link] < 0) this.service[link] = other.service[from];
      this.records[link] += other.records[from];
      this.failed[link] += other.failed[from];
      this.answered[link] += other.answered[from];
      this.sourceBytes[link] += other.sourceBytes[from];
      this.destinationBytes[link] += other.destinationBytes[from];
      this.sourcePackets[link] += other.sourcePackets[from];
      this.destinationPackets[link] += other.destinationPackets[from];
      this.squaredBytes[link] += other.squaredBytes[from];
    }
  }

  /** The same again, to be added to without changing this one. */
  copy(): LinkTable {
    const copy = new LinkTable(this.#most);
    copy.restore(this.save());
    return copy;
  }

  save(): LinkTableState {
    const columns = COLUMNS.map((name) => [name, this[name].slice(0, this.size)]);
    return {
      size: this.size,
      dropped: this.dropped,
      isOrdered: this.#isOrdered,
      latest: this.#latest,
      columns: Object.fromEntries(columns),
      times: this.times.map((times) => times?.slice()),
    };
  }

  restore({ size, dropped, isOrdered, latest, columns, times }: LinkTableState): void {
    let room = 1024;
    while (room < size) room *= 2;
    this.#grow(room);
    for (const name of COLUMNS) this[name].set(columns[name] as never);
    this.size = size;
    this.#rehash();
    this.#ofSource.clear();
    for (let link = 0; link < size; link++) this.#countSource(this.source[link]);
    this.dropped = dropped;
    this.#isOrdered = isOrdered;
    this.#latest = latest;
    this.times = times;
  }

  /** Links by when they were first used, as they stand where connections came in order. */
  #inOrder(): Iterable<number> {
    const links = Array.from({ length: this.size }, (_, link) => link);
    if (this.#isOrdered) return links;
    const { first, firstRow } = this;
    return links.sort((a, b) => first[a] - first[b] || firstRow[a] - firstRow[b]);
  }

  #addTimes(link: number, other: LinkTable, from: number, most: number): void {
    if (this.records[link] === 0 && other.records[from] === 1) return;
    const times = this.times[link] ??= this.records[link] === 0 ? [] : [this.first[link]];
    const added = other.times[from] ?? [other.first[from]];
    for (const time of added) if (times.length < most) times.push(time);
  }

  #keepTime(link: number, time: number): void {
    const times = this.times[link] ??= [this.first[link]];
    let at = times.length;
    while (at > 0 && times[at - 1] > time) at--;
    if (at === times.length && at < MOST_TIMES) times.push(time);
    else if (at < times.length) {
      times.splice(at, 0, time);
      if (times.length > MOST_TIMES) times.pop();
    }
  }

  #find(source: number, destination: number, port: number, protocol: number): number {
    const mask = this.#slots.length - 1;
    let slot = hashOf(source, destination, port, protocol) & mask;
    for (let link = this.#slots[slot]; link >= 0; link = this.#slots[slot]) {
      if (
        this.source[link] === source && this.destination[link] === destination &&
        this.port[link] === port && this.protocol[link] === protocol
      ) return link;
      slot = slot + 1 & mask;
    }
    if (this.size >= this.#most || !this.#countSource(source)) return -1;
    const link = this.size++;
    if (link === this.source.length) this.#grow(2 * link);
    this.source[link] = source;
    this.destination[link] = destination;
    this.port[link] = port;
    this.protocol[link] = protocol;
    this.service[link] = -1;
    if (this.#slots.length === 2 * this.source.length) this.#slots[this.#freeSlot(link)] = link;
    else this.#rehash();
    return link;
  }

  /** Counts one more link of a source, where it may have one. */
  #countSource(source: number): boolean {
    const count = this.#ofSource.get(source) ?? 0;
    if (count >= MOST_OF_SOURCE) return false;
    this.#ofSource.set(source, count + 1);
    return true;
  }

  /** Where a link that is not in the table yet belongs. */
  #freeSlot(link: number): number {
    const mask = this.#slots.length - 1;
    let slot = hashOf(
      this.source[link],
      this.destination[link],
      this.port[link],
      this.protocol[link],
    ) & mask;
    while (this.#slots[slot] >= 0) slot = slot + 1 & mask;
    return slot;
  }

  #rehash(): void {
    this.#slots = new Int32Array(2 * this.source.length).fill(-1);
    for (let link = 0; link < this.size; link++) this.#slots[this.#freeSlot(link)] = link;
  }

  #grow(links: number): void {
    for (const name of [...SUMS, ...TIMES]) {
      this[name] = longer(this[name], new Float64Array(links));
    }
    for (const name of NUMBERS) this[name] = longer(this[name], new Int32Array(links));
    this.protocol = longer(this.protocol, new Uint8Array(links));
    this.busiestAt = longer(this.busiestAt, new Int8Array(links));
  }
}

function hashOf(source: number, destination: number, port: number, protocol: number): number {
  const mixed = Math.imul(source, 0x9e3779b1) ^ Math.imul(destination, 0x85ebca6b) ^
    Math.imul(port, 0xc2b2ae35) ^ protocol;
  const hash = Math.imul(mixed ^ mixed >>> 15, 0x2c1b3c6d);
  return hash ^ hash >>> 13;
}

function longer<T extends Float64Array | Int32Array | Uint8Array | Int8Array>(old: T, grown: T): T {
  grown.set(old as never);
  return grown;
}

/** More than any connection has, in bytes, packets or seconds: a fault of the source. */
const MOST = 1e15;

/** An amount, 0 where it is not known or cannot be. */
function amountOf(value: number): number {
  return value > 0 && value < MOST ? value : 0;
}

/**
 * How a connection ended; where its source does not say, whether anything was answered; where it does
 * not say that either, that it was.
 */
function outcomeOf(block: ConnectionBlock, row: number): number {
  const outcome = block.outcome[row];
  if (outcome !== OUTCOME.UNKNOWN) return outcome;
  const packets = block.destinationPackets[row];
  const bytes = block.destinationBytes[row];
  if (packets > 0 || bytes > 0) return OUTCOME.ANSWERED;
  return packets === 0 || bytes === 0 ? OUTCOME.FAILED : OUTCOME.ANSWERED;
}
