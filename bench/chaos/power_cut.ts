/**
 * A power cut right after an acknowledgement: what the disk holds at that moment is copied, and a
 * server is started on the copy. Linux, as root: the data folder lies on a file system in a file.
 *
 * @module
 */
import { createRandom } from "../../lib/base/random.ts";
import { Client } from "../../testing/client.ts";
import { startServer } from "../../testing/server.ts";
import { succeeds } from "./command.ts";
import { type Health, watchHealth } from "./health.ts";
import type { ChaosResult } from "./kills.ts";
import { Ledger } from "./ledger.ts";
import { type Base, brief, makeBase, WORK } from "./work.ts";

const IMAGE_BYTES = 300 * 2 ** 20;
/** Seconds after which ext4 would write on its own what nobody has synced: never within a test. */
const COMMIT_SECONDS = 3600;
const KINDS = [
  "upload",
  "run",
  "batch",
  "threshold",
  "demo",
  "sample",
  "rename",
  "rules",
  "remove",
];

/**
 * Cuts the power so many times, each right after a piece of work was acknowledged as done.
 *
 * @param rounds how many cuts; the kinds of work take turns
 * @returns `null` where no file system can be mounted
 */
export async function cutPower(
  rounds: number,
  seed: number,
  note: (text: string) => void = () => {},
): Promise<ChaosResult | null> {
  const root = await Deno.makeTempDir({ prefix: "netsift-power-" });
  const lost: string[] = [];
  const health: Health = { longestMs: 0, failed: 0, probes: 0 };
  try {
    await Deno.writeFile(`${root}/image`, new Uint8Array());
    await Deno.truncate(`${root}/image`, IMAGE_BYTES);
    if (!await succeeds("mkfs.ext4", "-q", "-F", `${root}/image`)) return null;
    if (!await mount(`${root}/image`, `${root}/disk`)) return null;
    const ledger = new Ledger();
    const random = createRandom(seed);
    await using server = await startServer({ dataFolder: `${root}/disk/data` });
    const client = new Client(server.url);
    const base = await makeBase(client, ledger, 1000);
    await using _watch = watchHealth(server.url, health);
    for (let round = 0; round < rounds; round++) {
      const kind = KINDS[round % KINDS.length];
      let steps = 0;
      await WORK[kind]({ client, ledger, random, base, isOver: () => steps++ > 0 });
      await copy(`${root}/image`, `${root}/copy`);
      const found = await check(`${root}/copy`, `${root}/after`, ledger, base)
        .catch((error) => [`the server does not start: ${brief(error)}`]);
      lost.push(...found.map((each) => `power cut after ${kind}: ${each}`));
      note(`power cut ${round + 1} of ${rounds}, after ${kind}: ${lost.length} lost so far`);
    }
  } finally {
    await unmount(`${root}/after`);
    await unmount(`${root}/disk`);
    await Deno.remove(root, { recursive: true });
  }
  return { lost, health };
}

/** Compares what a copy of the disk holds with what was acknowledged. */
async function check(image: string, folder: string, ledger: Ledger, base: Base): Promise<string[]> {
  if (!await mount(image, folder)) return ["the file system cannot be mounted"];
  try {
    await using server = await startServer({ dataFolder: `${folder}/data` });
    const client = new Client(server.url);
    const found = await ledger.check(client);
    const model = await client.fetch(`/models/${base.model}/curves`);
    if (model.status !== 200) found.push(`the model's curves answer ${model.status}`);
    await model.body?.cancel();
    return found;
  } finally {
    await unmount(folder);
  }
}

async function mount(image: string, folder: string): Promise<boolean> {
  await Deno.mkdir(folder, { recursive: true });
  return await succeeds("mount", "-o", `loop,commit=${COMMIT_SECONDS}`, image, folder);
}

async function unmount(folder: string): Promise<void> {
  await succeeds("umount", "-l", folder);
}

async function copy(from: string, to: string): Promise<void> {
  if (!await succeeds("cp", "--sparse=always", from, to)) throw new Error(`${from} is not copied.`);
}
