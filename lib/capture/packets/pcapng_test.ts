import assert from "node:assert/strict";
import { ethernet, ipv4Packet } from "../testing.ts";
import { CaptureReader } from "./capture_reader.ts";

/** Writes blocks of pcapng in one byte order. */
class Blocks {
  readonly #little: boolean;
  readonly #parts: Uint8Array[] = [];

  constructor(little: boolean) {
    this.#little = little;
  }

  add(type: number, ...fields: (Uint8Array | number | bigint)[]): this {
    const body = fields.flatMap((field) => {
      if (field instanceof Uint8Array) {
        return [...field, ...new Uint8Array(-field.length & 3)];
      }
      const bytes = new Uint8Array(typeof field === "bigint" ? 8 : 4);
      const view = new DataView(bytes.buffer);
      if (typeof field === "bigint") view.setBigInt64(0, field, this.#little);
      else view.setUint32(0, field, this.#little);
      return [...bytes];
    });
    const block = new Uint8Array(12 + body.length);
    const view = new DataView(block.buffer);
    view.setUint32(0, type, this.#little);
    view.setUint32(4, block.length, this.#little);
    view.setUint32(block.length - 4, block.length, this.#little);
    block.set(body, 8);
    this.#parts.push(block);
    return this;
  }

  /** Two 16-bit numbers. */
  halves(a: number, b: number): Uint8Array {
    const bytes = new Uint8Array(4);
    const view = new DataView(bytes.buffer);
    view.setUint16(0, a, this.#little);
    view.setUint16(2, b, this.#little);
    return bytes;
  }

  section(): this {
    return this.add(0x0a0d0d0a, 0x1a2b3c4d, this.halves(1, 0), -1n);
  }

  bytes(): Uint8Array<ArrayBuffer> {
    return Uint8Array.from(this.#parts.flatMap((part) => [...part]));
  }
}

interface Seen {
  time: number;
  epoch: number;
  linkType: number;
  length: number;
  wireLength: number;
}

function read(bytes: Uint8Array<ArrayBuffer>): { packets: Seen[]; fault: string | null } {
  const packets: Seen[] = [];
  const reader = new CaptureReader(({ time, linkType, start, end, wireLength }) => {
    packets.push({ time, epoch: reader.epochSeconds!, linkType, length: end - start, wireLength });
  });
  reader.push(bytes);
  reader.end();
  return { packets, fault: reader.fault };
}

const frame = ethernet(ipv4Packet({ payload: 3 }));

for (const little of [true, false]) {
  const order = little ? "little" : "big";
  Deno.test(`CaptureReader reads pcapng, ${order}-endian, with a clock for each interface`, () => {
    const blocks = new Blocks(little).section();
    blocks.add(1, blocks.halves(1, 0), 0);
    // Nanoseconds, and a clock that is 1,000 s ahead.
    blocks.add(
      1,
      blocks.halves(101, 0),
      0,
      blocks.halves(9, 1),
      Uint8Array.of(9),
      blocks.halves(14, 8),
      1000n,
      blocks.halves(0, 0),
    );
    blocks.add(6, 0, 0, 5_000_001, frame.length, 90, frame);
    blocks.add(5, 0, 0, 0, new Uint8Array(8)); // statistics: passed over
    const nanoseconds = 3_000_000_007n;
    blocks.add(
      6,
      1,
      Number(nanoseconds >> 32n),
      Number(nanoseconds & 0xffffffffn),
      frame.length - 14,
      frame.length - 14,
      frame.subarray(14),
    );
    const { packets, fault } = read(blocks.bytes());
    assert.equal(fault, null);
    assert.deepEqual(packets, [
      { time: 1000, epoch: 5, linkType: 1, length: frame.length, wireLength: 90 },
      {
        time: 998e9 + 7,
        epoch: 5,
        linkType: 101,
        length: frame.length - 14,
        wireLength: frame.length - 14,
      },
    ]);
  });
}

Deno.test("CaptureReader reads clocks that count powers of two", () => {
  const blocks = new Blocks(true).section();
  blocks.add(1, blocks.halves(1, 0), 0, blocks.halves(9, 1), Uint8Array.of(0x80 | 10));
  blocks.add(6, 0, 0, 2048 + 512, frame.length, frame.length, frame);
  assert.deepEqual(read(blocks.bytes()).packets.map(({ time, epoch }) => [epoch, time]), [
    [2, 5e8],
  ]);
});

Deno.test("CaptureReader reads simple and obsolete packets", () => {
  const blocks = new Blocks(true).section();
  blocks.add(1, blocks.halves(1, 0), 40);
  blocks.add(3, 100, frame.subarray(0, 40));
  blocks.add(2, blocks.halves(0, 0), 0, 7_000_000, frame.length, frame.length, frame);
  assert.deepEqual(
    read(blocks.bytes()).packets.map(({ length, wireLength }) => [length, wireLength]),
    [[40, 100], [frame.length, frame.length]],
  );
});

Deno.test("CaptureReader starts again with each section", () => {
  const one = new Blocks(true).section();
  one.add(1, one.halves(1, 0), 0);
  const two = new Blocks(false).section();
  two.add(1, two.halves(101, 0), 0);
  two.add(6, 0, 0, 1_000_000, 20, 20, new Uint8Array(20));
  const joined = Uint8Array.from([...one.bytes(), ...two.bytes()]);
  assert.deepEqual(read(joined).packets.map(({ linkType }) => linkType), [101]);
});

Deno.test("CaptureReader keeps what came before damage", () => {
  const blocks = new Blocks(true).section();
  blocks.add(1, blocks.halves(1, 0), 0);
  blocks.add(6, 0, 0, 1_000_000, frame.length, frame.length, frame);
  blocks.add(6, 9, 0, 1_000_000, frame.length, frame.length, frame);
  const { packets, fault } = read(blocks.bytes());
  assert.equal(packets.length, 1);
  assert.match(fault!, /a packet of interface 9 is not whole/);
});

Deno.test("CaptureReader refuses what is no capture", () => {
  assert.throws(() => read(new TextEncoder().encode("a,b,c\n1,2,3\n") as Uint8Array<ArrayBuffer>), {
    message: "The file is not a packet capture.",
  });
});

Deno.test("CaptureReader stops at a time that no calendar has", () => {
  for (const [high, offset] of [[0xffffffff, 0n], [0, 2n ** 62n], [0, -(2n ** 62n)]] as const) {
    const blocks = new Blocks(true).section();
    // if_tsoffset, and the end of the options.
    blocks.add(1, blocks.halves(1, 0), 0, blocks.halves(14, 8), offset, 0);
    blocks.add(6, 0, high, 0, frame.length, frame.length, frame);
    const { packets, fault } = read(blocks.bytes());
    assert.deepEqual(packets, []);
    assert.match(fault!, /impossible time/);
  }
});
