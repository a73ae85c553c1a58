/**
 * A server that is killed at random moments, again and again, on one data folder.
 *
 * @module
 */
import { createRandom } from "../../lib/base/random.ts";
import { Client } from "../../testing/client.ts";
import { copyForestData } from "../../testing/demo_server.ts";
import { startServer, type TestServer } from "../../testing/server.ts";
import { type Health, watchHealth } from "./health.ts";
import { Ledger } from "./ledger.ts";
import { type Base, brief, noteBase, WORK } from "./work.ts";

/** How it came out. */
export interface ChaosResult {
  /** What was lost or contradicts itself, a sentence each. */
  lost: string[];
  health: Health;
}

/** Kinds of work that go on at the same time. */
const AT_ONCE = 4;
/** Most milliseconds between the beginning of the work and the kill. */
const LONGEST_MS = 2500;
/** Share of the rounds in which a server that has just started is killed once more. */
const SHARE_TWICE = 0.2;

/**
 * Kills a server so many times amid random work, and compares it after each new start with what it
 * had acknowledged.
 *
 * @param rounds how many kills at least
 * @param seed of the work and the moments
 * @param note told after each round
 */
export async function killAtRandom(
  rounds: number,
  seed: number,
  note: (text: string) => void = () => {},
): Promise<ChaosResult> {
  const random = createRandom(seed);
  const ledger = new Ledger();
  const lost: string[] = [];
  const health: Health = { longestMs: 0, failed: 0, probes: 0 };
  const dataFolder = await Deno.makeTempDir({ prefix: "netsift-chaos-" });
  const env = { NETSIFT_MAX_INGESTS: "2" };
  const start = () => startServer({ dataFolder, env });
  try {
    const { demo, forest } = await copyForestData(dataFolder);
    let server = await start();
    const base = await noteBase(new Client(server.url), ledger, demo, forest.run);
    for (let round = 1; round <= rounds; round++) {
      const kinds = pick(Object.keys(WORK), AT_ONCE);
      await interrupt(server, base, kinds);
      ledger.noteDeath();
      server = await start();
      if (random.next() < SHARE_TWICE) {
        await new Promise((resolve) => setTimeout(resolve, random.integer(300)));
        await server.kill();
        ledger.noteDeath();
        server = await start();
      }
      {
        await using _watch = watchHealth(server.url, health);
        const found = await ledger.check(new Client(server.url));
        lost.push(...found.map((each) => `kill ${round} (${kinds.join(", ")}): ${each}`));
      }
      note(`kill ${round} of ${rounds}, ${kinds.join(", ")}: ${lost.length} lost so far`);
    }
    await server.kill();
  } finally {
    await Deno.remove(dataFolder, { recursive: true });
  }
  return { lost, health };

  function pick(names: string[], count: number): string[] {
    const rest = [...names];
    return Array.from({ length: count }, () => rest.splice(random.integer(rest.length), 1)[0]);
  }

  async function interrupt(server: TestServer, base: Base, kinds: string[]): Promise<void> {
    let alive = true;
    const isOver = () => !alive;
    const site = { client: new Client(server.url), ledger, random, base, isOver };
    const work = kinds.map((kind) =>
      WORK[kind](site).catch((error) => {
        if (alive) lost.push(`${kind} failed on a sound server: ${brief(error)}`);
      })
    );
    {
      await using _watch = watchHealth(server.url, health);
      await new Promise((resolve) => setTimeout(resolve, random.integer(LONGEST_MS)));
    }
    alive = false;
    await server.kill();
    await Promise.all(work);
  }
}
