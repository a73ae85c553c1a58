import assert from "node:assert/strict";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { SYN } from "../../capture/packets/decoded_packet.ts";
import { pcap } from "../../capture/testing.ts";
import { FolderSource } from "./folder_source.ts";
import type { FolderPosition } from "./log_position.ts";

const OPTIONS = {
  files: "conn*.log*, eve.json*, *.pcap*",
  start: "beginning",
  maxLineBytes: 2 ** 20,
  idleTimeout: 60,
  activeTimeout: 120,
  scanMs: 20,
} as const;

/** A header of Zeek with the time of its beginning. */
const header = (open: string, fields = "ts\tuid") =>
  `#separator \\x09\n#path\tconn\n#open\t${open}\n#fields\t${fields}\n`;

/** A folder with a source that follows it; `restart()` forgets all but the position. */
class Followed implements AsyncDisposable {
  position: FolderPosition | null = null;
  readonly gaps: string[] = [];
  readonly headers = new Set<string>();
  #source: FolderSource;
  readonly #start: "beginning" | "end";

  constructor(readonly folder: string, start: "beginning" | "end" = "beginning") {
    this.#start = start;
    this.#source = this.#open();
  }

  restart(): void {
    this.#source[Symbol.dispose]();
    this.#source = this.#open();
  }

  /** Lines that come until so many are there, or for so long. */
  async lines(count: number, ms = 10_000): Promise<string[]> {
    const found: string[] = [];
    const signal = AbortSignal.timeout(ms);
    while (found.length < count) {
      try {
        const block = await this.#source.next(signal);
        this.position = block.position as FolderPosition;
        found.push(...new TextDecoder().decode(block.lines).split("\n").slice(0, -1));
        this.gaps.push(...block.faults.map(({ reason }) => reason));
        if (block.records > 0) this.headers.add(block.header);
      } catch (error) {
        if (signal.aborted) break;
        throw error;
      }
    }
    return found;
  }

  path(name: string): string {
    return join(this.folder, name);
  }

  async append(name: string, text: string): Promise<void> {
    await Deno.writeTextFile(this.path(name), text, { append: true });
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#source[Symbol.dispose]();
    await Deno.remove(this.folder, { recursive: true });
  }

  #open(): FolderSource {
    return new FolderSource({ ...OPTIONS, start: this.#start, folder: this.folder }, this.position);
  }
}

async function follow(start?: "beginning" | "end"): Promise<Followed> {
  return new Followed(await Deno.makeTempDir({ prefix: "netsift-folder-" }), start);
}

Deno.test("FolderSource: a line counts once it is whole, and the file goes on after a restart", async () => {
  await using log = await follow();
  await log.append("conn.log", `${header("1")}1\ta\n2\tb`);
  assert.deepEqual(await log.lines(1), ["1\ta"]);
  log.restart();
  await log.append("conn.log", "b\n3\tc\n");
  assert.deepEqual(await log.lines(2), ["2\tbb", "3\tc"]);
  assert.equal(log.headers.size, 1);
});

Deno.test("FolderSource: a log that is renamed is read to its end, then the next one", async () => {
  await using log = await follow();
  await log.append("conn.log", `${header("1")}1\ta\n`);
  await log.lines(1);
  await log.append("conn.log", "2\tb\n");
  // Another name that no pattern fits: it is known by its inode.
  await Deno.rename(log.path("conn.log"), log.path("old"));
  await log.append("conn.log", `${header("2")}3\tc\n`);
  log.restart();
  assert.deepEqual((await log.lines(2)).sort(), ["2\tb", "3\tc"]);
  assert.deepEqual(await log.lines(1, 300), []);
});

Deno.test("FolderSource: a log that is moved away is read to its end while it is open", async () => {
  await using log = await follow();
  await log.append("conn.log", `${header("1")}1\ta\n`);
  await log.lines(1);
  await log.append("conn.log", "2\tb\n");
  await Deno.remove(log.path("conn.log"));
  assert.deepEqual(await log.lines(1), ["2\tb"]);
});

Deno.test("FolderSource: copytruncate loses and repeats nothing", async () => {
  await using log = await follow();
  await log.append("conn.log", `${header("1")}1\ta\n2\tb\n`);
  await log.lines(2);
  await log.append("conn.log", "3\tc\n");
  log.restart();
  await Deno.copyFile(log.path("conn.log"), log.path("conn.log.1"));
  await Deno.truncate(log.path("conn.log"));
  await log.append("conn.log", `${header("2")}4\td\n5\te\n6\tf\n7\tg\n`);
  const lines = await log.lines(5);
  assert.deepEqual(lines.sort(), ["3\tc", "4\td", "5\te", "6\tf", "7\tg"]);
  assert.deepEqual(await log.lines(1, 300), []);
});

Deno.test("FolderSource: a packed log is read from where its plain one was left", async () => {
  await using log = await follow();
  const text = `${header("1")}1\ta\n2\tb\n`;
  await log.append("conn.log", text);
  await log.lines(2);
  const packed = gzipSync(`${text}3\tc\n`);
  await Deno.remove(log.path("conn.log"));
  log.restart();
  await Deno.writeFile(log.path("conn.log.1.gz"), packed);
  await Deno.utime(log.path("conn.log.1.gz"), new Date(0), new Date(0));
  assert.deepEqual(await log.lines(1), ["3\tc"]);
  log.restart();
  assert.deepEqual(await log.lines(1, 300), []);
});

Deno.test("FolderSource: a packed log that ends early gives what it holds, and a gap", async () => {
  await using log = await follow();
  const rows = Array.from({ length: 20_000 }, (_, i) => `${i}\t${(i * 7919) % 10_007}`);
  const packed = gzipSync(`${header("1")}${rows.join("\n")}\n`);
  await Deno.writeFile(log.path("conn.1.log.gz"), packed.subarray(0, packed.length / 2));
  await Deno.utime(log.path("conn.1.log.gz"), new Date(0), new Date(0));
  const lines = await log.lines(rows.length, 500);
  assert.deepEqual(lines, rows.slice(0, lines.length));
  assert.deepEqual(log.gaps, ["A packed log is damaged or ends early."]);
});

Deno.test("FolderSource: other columns begin another block, whichever way they come", async () => {
  await using log = await follow();
  await log.append("conn.log", `${header("1")}1\ta\n${header("2", "ts\tuid\tproto")}2\tb\ttcp\n`);
  assert.deepEqual(await log.lines(2), ["1\ta", "2\tb\ttcp"]);
  log.restart();
  await log.append("conn.log", "3\tc\tudp\n");
  assert.deepEqual(await log.lines(1), ["3\tc\tudp"]);
  assert.equal(log.headers.size, 2);
});

Deno.test("FolderSource: with the end as start, only what is added is read", async () => {
  await using log = await follow("end");
  await log.append("conn.log", `${header("1")}1\ta\n2\t`);
  await Deno.writeFile(log.path("conn.0.log.gz"), gzipSync(`${header("0")}0\tz\n`));
  assert.deepEqual(await log.lines(1, 500), []);
  log.restart();
  await log.append("conn.log", "b\n");
  await log.append("conn.new.log", `${header("3")}3\tc\n`);
  assert.deepEqual((await log.lines(2)).sort(), ["2\tb", "3\tc"]);
});

Deno.test("FolderSource: events of other kinds are passed over, and long lines are rejected", async () => {
  await using log = await follow();
  const long = `{"event_type":"flow","x":"${"y".repeat(3 * 2 ** 20)}"}`;
  await log.append("eve.json", `{"event_type":"dns"}\n${long}\n{"event_type":"flow"}\n`);
  assert.deepEqual(await log.lines(1), ['{"event_type":"flow"}']);
  assert.deepEqual(log.gaps, [`A line is longer than ${2 ** 20} bytes.`]);
});

Deno.test("FolderSource: a capture that grows gives each flow once, over restarts", async () => {
  await using log = await follow();
  // Scans are flows of one packet, which end after a minute of silence.
  const packets = Array.from({ length: 800 }, (_, i) => ({
    time: 100 * i,
    flags: SYN,
    sourcePort: 1000 + i,
  }));
  const bytes = pcap(packets);
  const half = bytes.length >> 1;
  await Deno.writeFile(log.path("wire.pcap"), bytes.subarray(0, half));
  const first = await log.lines(100);
  log.restart();
  await Deno.writeFile(log.path("wire.pcap"), bytes.subarray(half), { append: true });
  const rest = await log.lines(100);
  log.restart();
  // A later capture says that nothing follows.
  const hourAgo = new Date(Date.now() - 3_600_000);
  await Deno.utime(log.path("wire.pcap"), hourAgo, hourAgo);
  await Deno.writeFile(log.path("next.pcap"), pcap([{ time: 1e6, flags: SYN }]));
  const last = await log.lines(800 - first.length - rest.length);
  const flows = [...first, ...rest, ...last].map((line) => line.split(",")[2]);
  assert.equal(new Set(flows).size, 800);
  assert.equal(flows.length, 800);
  assert.deepEqual(log.gaps, []);
});
