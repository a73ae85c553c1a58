import assert from "node:assert/strict";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { createRandom, type Random } from "../../base/random.ts";
import { anySeed, gateOrNightly } from "../../../testing/nightly.ts";
import { FolderSource } from "./folder_source.ts";
import type { FolderPosition } from "./log_position.ts";

const CASES = gateOrNightly(6, 400);
const STEPS = 25;

/** A log that is written in pieces and rotated in every way. */
class RotatedLog {
  /** Records that are written with their line end. */
  records = 0;
  #files = 0;
  #rest = "";

  constructor(readonly folder: string, readonly random: Random) {
    this.#begin();
  }

  get #log(): string {
    return join(this.folder, "conn.log");
  }

  write(): void {
    const from = this.records;
    const count = this.random.integer(30);
    const lines = Array.from({ length: count }, (_, i) => `${from + i}\t${(from + i) ** 2}\n`);
    this.records += count;
    const text = this.#rest + lines.join("");
    const cut = Math.max(0, text.length - this.random.integer(12));
    this.#append(text.slice(0, cut));
    this.#rest = text.slice(cut);
  }

  rotate(): void {
    this.finish();
    const rotated = join(this.folder, `conn.${this.#files}.log`);
    const way = this.random.integer(4);
    if (way === 0) {
      Deno.copyFileSync(this.#log, rotated);
      Deno.truncateSync(this.#log);
    } else if (way === 1) {
      Deno.renameSync(this.#log, rotated);
    } else {
      // Packed at once, or after some while under its new name.
      const [plain] = [...Deno.readDirSync(this.folder)].map(({ name }) => name)
        .filter((name) => /^conn\.\d+\.log$/.test(name));
      Deno.renameSync(this.#log, rotated);
      this.#pack(way === 2 || plain === undefined ? rotated : join(this.folder, plain));
    }
    this.#begin();
  }

  finish(): void {
    this.#append(this.#rest);
    this.#rest = "";
  }

  #begin(): void {
    this.#rest = `#separator \\x09\n#path\tconn\n#open\t${this.#files++}\n#fields\tts\tuid\n`;
  }

  #pack(path: string): void {
    Deno.writeFileSync(`${path}.part`, gzipSync(Deno.readFileSync(path)));
    Deno.utimeSync(`${path}.part`, new Date(0), new Date(0));
    Deno.renameSync(`${path}.part`, `${path}.gz`);
    Deno.removeSync(path);
  }

  #append(text: string): void {
    Deno.writeTextFileSync(this.#log, text, { append: true });
  }
}

/** Reads from a position on until nothing comes; what was not committed is forgotten. */
async function read(
  folder: string,
  position: FolderPosition | null,
  mostBlocks: number,
): Promise<{ position: FolderPosition | null; lines: string[] }> {
  using source = new FolderSource({
    folder,
    files: "conn*.log, conn*.log.gz",
    start: "beginning",
    maxLineBytes: 2 ** 20,
    idleTimeout: 60,
    activeTimeout: 120,
    scanMs: 1,
  }, position);
  const lines: string[] = [];
  for (let blocks = 0; blocks < mostBlocks; blocks++) {
    const signal = AbortSignal.timeout(40);
    const block = await source.next(signal).catch((error) => {
      if (!signal.aborted) throw error;
    });
    if (!block) break;
    position = block.position as FolderPosition;
    lines.push(...new TextDecoder().decode(block.lines).split("\n").slice(0, -1));
    assert.deepEqual(block.faults, []);
  }
  return { position, lines };
}

Deno.test("FolderSource: whatever becomes of files between restarts, each line comes once", async () => {
  const seed = anySeed();
  for (let each = 0; each < CASES; each++) {
    const random = createRandom((seed + each) % 2 ** 32);
    const folder = await Deno.makeTempDir({ prefix: "netsift-rotated-" });
    try {
      const log = new RotatedLog(folder, random);
      let position: FolderPosition | null = null;
      const found: string[] = [];
      for (let step = 0; step <= STEPS; step++) {
        log.write();
        if (random.integer(4) === 0) log.rotate();
        const isLast = step === STEPS;
        if (isLast) log.finish();
        if (!isLast && random.integer(2) === 0) continue;
        const given = await read(folder, position, isLast ? Infinity : 1 + random.integer(3));
        position = given.position;
        found.push(...given.lines);
      }
      const numbers = found.map((line) => Number(line.split("\t")[0])).sort((a, b) => a - b);
      const expected = Array.from({ length: log.records }, (_, i) => i);
      assert.deepEqual(numbers, expected, `seed ${(seed + each) % 2 ** 32}`);
    } finally {
      await Deno.remove(folder, { recursive: true });
    }
  }
});
