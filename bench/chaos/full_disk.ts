/**
 * A server whose disk fills up while it works. Linux, as root: a file system of 60 MB is mounted.
 *
 * @module
 */
import { createRandom } from "../../lib/base/random.ts";
import { Client } from "../../testing/client.ts";
import { copyForestData } from "../../testing/demo_server.ts";
import { startServer } from "../../testing/server.ts";
import { succeeds } from "./command.ts";
import { type Health, watchHealth } from "./health.ts";
import type { ChaosResult } from "./kills.ts";
import { Ledger } from "./ledger.ts";
import { brief, makeBase, noteBase, WORK } from "./work.ts";

/** Bytes that are left free, a round each. */
const FREE_BYTES = [0, 65_536, 1_000_000, 4_000_000, 4096];
/** How long the server works on a full disk. */
const FULL_MS = 2000;
/** Work that the full disk cut short must have ended so long after there is room again. */
const PATIENCE_MS = 60_000;
const KINDS = ["upload", "demo", "sample", "run", "batch", "threshold", "rename", "rules"];
const UNSETTLED = ["ingesting", "queued", "running"];

interface Listed {
  id: string;
  status: string;
}

/**
 * Fills the disk to different degrees under a server that works, and makes room again. What the
 * server refuses must be refused for lack of room, what it cannot finish must end as failed, and what
 * it acknowledged must be there in the end.
 *
 * @param rounds how many of five degrees
 * @returns `null` where no file system can be mounted
 */
export async function fillDisk(
  rounds: number,
  seed: number,
  note: (text: string) => void = () => {},
): Promise<ChaosResult | null> {
  const root = await Deno.makeTempDir({ prefix: "netsift-full-" });
  if (!await succeeds("mount", "-t", "tmpfs", "-o", "size=60m", "tmpfs", root)) {
    await Deno.remove(root);
    return null;
  }
  const lost: string[] = [];
  const health: Health = { longestMs: 0, failed: 0, probes: 0 };
  const ledger = new Ledger();
  const random = createRandom(seed);
  try {
    const { demo, forest } = await copyForestData(`${root}/data`);
    await using server = await startServer({ dataFolder: `${root}/data` });
    const client = new Client(server.url);
    const base = await noteBase(client, ledger, demo, forest.run);
    await using _watch = watchHealth(server.url, health);
    for (const free of FREE_BYTES.slice(0, rounds)) {
      let isFull = true;
      await fill(`${root}/filler`, free);
      const site = { client, ledger, random, base, isOver: () => !isFull };
      const work = KINDS.map((kind) =>
        WORK[kind](site).catch((error: Error) => {
          if (!isForLackOfRoom(error)) lost.push(`${free} bytes free, ${kind}: ${brief(error)}`);
        })
      );
      await new Promise((resolve) => setTimeout(resolve, FULL_MS));
      await Deno.remove(`${root}/filler`);
      isFull = false;
      lost.push(...await settle(client));
      await Promise.all(work);
      note(`${free} bytes free: ${lost.length} lost so far`);
    }
    const datasets = await client.get<Listed[]>("/datasets");
    ledger.forgive(datasets.filter(({ status }) => status === "failed").map(({ id }) => id));
    lost.push(...await ledger.check(client));
    await makeBase(client, new Ledger(), 1000);
  } catch (error) {
    lost.push(`the server breaks down: ${brief(error as Error)}`);
  } finally {
    await succeeds("umount", "-l", root);
    await Deno.remove(root, { recursive: true }).catch(() => {});
  }
  return { lost, health };
}

/** Whether a refusal says that it is the disk's. */
function isForLackOfRoom({ message }: Error): boolean {
  return /\b507\b/.test(message);
}

/** Takes all room but so many bytes. */
async function fill(path: string, free: number): Promise<void> {
  using file = await Deno.open(path, { write: true, create: true });
  const block = new Uint8Array(65_536);
  let bytes = 0;
  try {
    for (;;) bytes += await file.write(block);
  } catch {
    await file.truncate(Math.max(0, bytes - free));
  }
}

/** Waits until nothing goes on any more. */
async function settle(client: Client): Promise<string[]> {
  const deadline = performance.now() + PATIENCE_MS;
  for (;;) {
    const busy: string[] = [];
    for (const part of ["datasets", "runs", "batches"]) {
      for (const { id, status } of await client.get<Listed[]>(`/${part}`)) {
        if (UNSETTLED.includes(status)) {
          busy.push(`${id} is ${status} a minute after the disk was full`);
        }
      }
    }
    if (busy.length === 0 || performance.now() > deadline) return busy;
    await new Promise((resolve) => setTimeout(resolve, 200));
  }
}
