import type { DatagramBatch } from "./receiver_protocol.ts";

/** A batch is full when it has so many bytes. */
const BATCH_BYTES = 2 ** 18;
/** What a datagram takes beside its content, about; empty ones take room, too. */
const DATAGRAM_BYTES = 32;
/** The longest datagram of UDP. */
const LONGEST = 2 ** 16;

/** Collects datagrams until they are handed over. */
export class DatagramBatches {
  #bytes = new Uint8Array(BATCH_BYTES + LONGEST);
  #length = 0;
  #lengths: number[] = [];
  #senderOf: number[] = [];
  readonly #senders = new Map<string, number>();

  /** Whether the batch should be handed over at once. */
  get isFull(): boolean {
    return this.size >= BATCH_BYTES;
  }

  /** Bytes that wait, with what each datagram takes beside its content. */
  get size(): number {
    return this.#length + DATAGRAM_BYTES * this.#lengths.length;
  }

  /** Adds a copy of a datagram. */
  add(datagram: Uint8Array, sender: string): void {
    this.#bytes.set(datagram, this.#length);
    this.#length += datagram.length;
    this.#lengths.push(datagram.length);
    const known = this.#senders.get(sender);
    const index = known ?? this.#senders.size;
    if (known === undefined) this.#senders.set(sender, index);
    this.#senderOf.push(index);
  }

  /** Hands the datagrams that wait over; from then on none wait. */
  take(at: number): DatagramBatch {
    const batch = {
      size: this.size,
      bytes: this.#bytes.slice(0, this.#length),
      lengths: Uint16Array.from(this.#lengths),
      senderOf: Uint16Array.from(this.#senderOf),
      senders: [...this.#senders.keys()],
      at,
    };
    this.#length = 0;
    this.#lengths = [];
    this.#senderOf = [];
    this.#senders.clear();
    return batch;
  }
}

/** The datagrams of a batch. */
export function* datagramsOf(
  { bytes, lengths, senderOf, senders }: DatagramBatch,
): Generator<{ datagram: Uint8Array<ArrayBuffer>; sender: string }> {
  let at = 0;
  for (const [i, length] of lengths.entries()) {
    yield { datagram: bytes.subarray(at, at + length), sender: senders[senderOf[i]] };
    at += length;
  }
}
