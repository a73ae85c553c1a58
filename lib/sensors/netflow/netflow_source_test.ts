import assert from "node:assert/strict";
import { createSocket } from "node:dgram";
import { once } from "node:events";
import { freeUdpPort, sendDatagrams } from "../../../testing/datagrams.ts";
import {
  COMMON_FIELDS,
  commonRecord,
  flowSet,
  template,
  v5Datagram,
  v9Datagram,
} from "../../capture/netflow/testing.ts";
import type { SourceFault } from "../source/source.ts";
import { type NetflowPosition, NetflowSource } from "./netflow_source.ts";

const ADDRESS = "127.0.0.1";
const TEMPLATE = flowSet(0, template(256, COMMON_FIELDS));
const DATA = flowSet(256, commonRecord());

/** A source on a free port, and those that send to it. */
class Collector implements Disposable {
  position: NetflowPosition | null = null;
  readonly faults: SourceFault[] = [];
  #source!: NetflowSource;
  readonly port: number;
  readonly #exporters: string[];

  private constructor(port: number, exporters: string[]) {
    this.port = port;
    this.#exporters = exporters;
  }

  static async open({ exporters = [] as string[] } = {}): Promise<Collector> {
    const collector = new Collector(await freeUdpPort(), exporters);
    await collector.#open();
    return collector;
  }

  async restart(): Promise<void> {
    this.#source[Symbol.dispose]();
    await this.#open();
  }

  async send(...datagrams: Uint8Array[]): Promise<void> {
    await sendDatagrams(this.port, datagrams);
  }

  /** Flows that come until so many are there, and faults on the way. */
  async flows(count: number, faults = 0): Promise<Record<string, string>[]> {
    const found: Record<string, string>[] = [];
    const signal = AbortSignal.timeout(10_000);
    while (found.length < count || this.faults.length < faults) {
      const block = await this.#source.next(signal);
      this.position = JSON.parse(JSON.stringify(block.position));
      this.faults.push(...block.faults);
      const names = block.header.trimEnd().split(",");
      for (const line of new TextDecoder().decode(block.lines).split("\n").slice(0, -1)) {
        const values = line.split(",");
        found.push(Object.fromEntries(names.map((name, i) => [name, values[i]])));
      }
    }
    return found;
  }

  exporters() {
    return this.#source.health().exporters!;
  }

  [Symbol.dispose](): void {
    this.#source[Symbol.dispose]();
  }

  async #open(): Promise<void> {
    const { port } = this;
    const options = { address: ADDRESS, port, exporters: this.#exporters, pairingWindow: 0.5 };
    this.#source = await NetflowSource.open(options, this.position);
  }
}

Deno.test("NetflowSource pairs the flows of several versions, and says how exporters do", async () => {
  using collector = await Collector.open();
  const reply = { source: "10.0.0.2", destination: "10.0.0.1", sourcePort: 80 };
  await collector.send(
    v5Datagram([{ packets: 5 }, { ...reply, destinationPort: 40_000, packets: 7 }]),
    v9Datagram([TEMPLATE, DATA]),
  );
  const flows = await collector.flows(2);
  assert.deepEqual(
    flows.map((flow) => [flow["Src IP"], flow["orig_pkts"], flow["resp_pkts"], flow["exporter"]]),
    [["10.0.0.1", "5", "7", ADDRESS], ["10.0.0.1", "3", "0", ADDRESS]],
  );
  const [{ exporter, datagrams, rejected, domains }] = collector.exporters();
  assert.deepEqual([exporter, datagrams, rejected], [ADDRESS, 2, 0]);
  assert.deepEqual(domains.map(({ version, flows, lost }) => [version, flows, lost]), [
    [5, 2, 0],
    [9, 1, 0],
  ]);
});

Deno.test("NetflowSource keeps templates across restarts", async () => {
  using collector = await Collector.open();
  await collector.send(v9Datagram([TEMPLATE, DATA]));
  await collector.flows(1);
  await collector.restart();
  await collector.send(v9Datagram([DATA], { sequence: 1 }));
  assert.equal((await collector.flows(1)).length, 1);
});

Deno.test("NetflowSource waits a moment for a port that is being released", async () => {
  const former = createSocket("udp4").bind(0, ADDRESS);
  await once(former, "listening");
  const { port } = former.address();
  const options = { address: ADDRESS, port, exporters: [], pairingWindow: 0 };
  setTimeout(() => former.close(), 500);
  using _source = await NetflowSource.open(options, null);
});

Deno.test("NetflowSource counts gaps and what it cannot read", async () => {
  using collector = await Collector.open();
  await collector.send(
    v5Datagram([{}]),
    v5Datagram([{}], { sequence: 9 }),
    new Uint8Array([0, 77, 1, 2]),
    new Uint8Array(1),
  );
  await collector.flows(2, 3);
  const told = collector.faults.map(({ kind, reason, count }) => `${kind} ${count} ${reason}`);
  assert.deepEqual(told.sort(), [
    "gap 1 Gaps in sequence numbers: some datagrams did not arrive",
    "rejected 1 Datagrams that are neither NetFlow v5 or v9 nor IPFIX",
    "rejected 1 Datagrams without a whole header",
  ]);
});

Deno.test("NetflowSource takes flows of allowed exporters alone", async () => {
  using collector = await Collector.open({ exporters: ["192.0.2.0/24"] });
  await collector.send(v5Datagram([{}]));
  await collector.flows(0, 1);
  assert.deepEqual(collector.faults, [{
    kind: "rejected",
    reason: "Datagrams from senders that are not allowed",
    count: 1,
    example: ADDRESS,
  }]);
  assert.deepEqual(collector.exporters(), []);
});

Deno.test("NetflowSource.open() says why it cannot listen", async () => {
  using collector = await Collector.open();
  const options = { address: ADDRESS, port: collector.port, exporters: [], pairingWindow: 0 };
  await assert.rejects(NetflowSource.open(options, null), /Port \d+ is in use/);
  await assert.rejects(
    NetflowSource.open({ ...options, address: "192.0.2.77" }, null),
    /no address 192\.0\.2\.77/,
  );
});

Deno.test("NetflowSource receives while nobody reads: nothing is lost", async () => {
  using collector = await Collector.open();
  const records = 30;
  const recordsOf = (i: number) =>
    Array.from({ length: records }, (_, sourcePort) => ({
      source: `10.0.${i >> 8}.${i & 255}`,
      sourcePort,
    }));
  const datagrams = Array.from(
    { length: 400 },
    (_, i) => v5Datagram(recordsOf(i), { sequence: i * records }),
  );
  await collector.send(...datagrams);
  const flows = await collector.flows(400 * records);
  assert.equal(new Set(flows.map((flow) => flow["Flow ID"])).size, 400 * records);
  assert.equal(collector.exporters()[0].domains[0].lost, 0);
});
