/**
 * Writes captures in Wireshark's format, with one interface of Ethernet and times in microseconds.
 *
 * Source: Tuexen, M. et al., "PCAP Next Generation (pcapng) Capture File Format", IETF
 * draft-ietf-opsawg-pcapng.
 *
 * @module
 */

const BLOCK_BYTES = 2 ** 20;
const SECTION_HEADER = 0x0a0d0d0a;
const INTERFACE_DESCRIPTION = 1;
const ENHANCED_PACKET = 6;
const BYTE_ORDER_MAGIC = 0x1a2b3c4d;
const ETHERNET = 1;
/** Before a packet's bytes, and after them. */
const PACKET_HEAD_BYTES = 28;
const PACKET_TAIL_BYTES = 4;

/** Writes packets into blocks of bytes, which it hands over when they are full. */
export class PcapngWriter {
  readonly #bytes = new Uint8Array(BLOCK_BYTES);
  readonly #view = new DataView(this.#bytes.buffer);
  readonly #write: (bytes: Uint8Array) => void;
  readonly #snapBytes: number;
  #at = 0;

  /** @param write takes bytes, which are valid during the call */
  constructor(write: (bytes: Uint8Array) => void, snapBytes: number) {
    this.#write = write;
    this.#snapBytes = snapBytes;
    this.#words([SECTION_HEADER, 28, BYTE_ORDER_MAGIC, 1, 0xffffffff, 0xffffffff, 28]);
    this.#words([INTERFACE_DESCRIPTION, 20, ETHERNET, snapBytes, 20]);
  }

  /**
   * Adds a packet.
   *
   * @param time microseconds since 1970
   * @param fill writes the packet's bytes at a position, and says how long it is there and on the wire
   */
  add(
    time: number,
    fill: (bytes: Uint8Array, at: number) => { captured: number; onWire: number },
  ): void {
    const most = PACKET_HEAD_BYTES + this.#snapBytes + 3 + PACKET_TAIL_BYTES;
    if (this.#at + most > BLOCK_BYTES) this.flush();
    const at = this.#at;
    const view = this.#view;
    const { captured, onWire } = fill(this.#bytes, at + PACKET_HEAD_BYTES);
    const padded = (captured + 3) & ~3;
    const length = PACKET_HEAD_BYTES + padded + PACKET_TAIL_BYTES;
    this.#bytes.fill(0, at + PACKET_HEAD_BYTES + captured, at + PACKET_HEAD_BYTES + padded);
    view.setUint32(at, ENHANCED_PACKET, true);
    view.setUint32(at + 4, length, true);
    view.setUint32(at + 8, 0, true);
    view.setUint32(at + 12, Math.floor(time / 2 ** 32), true);
    view.setUint32(at + 16, time % 2 ** 32, true);
    view.setUint32(at + 20, captured, true);
    view.setUint32(at + 24, onWire, true);
    view.setUint32(at + length - PACKET_TAIL_BYTES, length, true);
    this.#at += length;
  }

  /** Hands over what is left. */
  flush(): void {
    if (this.#at > 0) this.#write(this.#bytes.subarray(0, this.#at));
    this.#at = 0;
  }

  #words(words: number[]): void {
    for (const word of words) {
      this.#view.setUint32(this.#at, word, true);
      this.#at += 4;
    }
  }
}
