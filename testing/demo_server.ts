/**
 * Servers that have demo traffic, and a model if need be, from the start: to make them takes longer
 * than what most tests are about, so that all tests of a command share what one of them has made.
 *
 * @module
 */
import assert from "node:assert/strict";
import { cp } from "node:fs/promises";
import { join } from "node:path";
import { Client } from "./client.ts";
import { startServer, type TestServer, type TestServerOptions } from "./server.ts";

/** Demo traffic in a data folder: ids of 2,000 records to train with, and of those of the test. */
export interface DemoData {
  demo: { train: string; test: string };
}

/** Demo traffic, and an Isolation Forest with all by default: ids of its run and of the model. */
export interface ForestData extends DemoData {
  forest: { run: string; model: string };
}

const DEMO = { rows: 2000, seed: 4 };

/** Names where the test command keeps what its files share; without, each process makes its own. */
export const PREPARED_FOLDER = "NETSIFT_TEST_PREPARED";

type Options = Omit<TestServerOptions, "dataFolder" | "isKept">;

/** Starts a server that has demo traffic. */
export function startDemoServer(options: Options = {}): Promise<TestServer & DemoData> {
  return startWith(copyDemoData, options);
}

/** Starts a server that has demo traffic and an Isolation Forest. */
export function startForestServer(options: Options = {}): Promise<TestServer & ForestData> {
  return startWith(copyForestData, options);
}

async function startWith<Data>(
  copy: (dataFolder: string) => Promise<Data>,
  options: Options,
): Promise<TestServer & Data> {
  const dataFolder = await Deno.makeTempDir({ prefix: "netsift-test-" });
  const data = await copy(dataFolder);
  return Object.assign(await startServer({ ...options, dataFolder, isKept: false }), data);
}

/**
 * Puts demo traffic into a data folder, as a server that was stopped left it.
 *
 * @param dataFolder of a server that does not run yet; it may be missing
 */
export function copyDemoData(dataFolder: string): Promise<DemoData> {
  return copyPrepared("demo", dataFolder, (folder) =>
    whileServing(folder, async (client) => {
      const demo = await client.post<DemoData["demo"]>("/demo", DEMO);
      for (const id of [demo.train, demo.test]) {
        const { status, error } = await client.ingested(id);
        assert.equal(status, "ready", error ?? "");
      }
      return { demo };
    }));
}

/** Puts demo traffic and an Isolation Forest into a data folder, as {@linkcode copyDemoData} does. */
export function copyForestData(dataFolder: string): Promise<ForestData> {
  return copyPrepared("forest", dataFolder, async (folder) => {
    const { demo } = await copyDemoData(folder);
    return await whileServing(folder, async (client) => {
      const run = await client.run({ ...demo, detectors: [{ kind: "isolation-forest" }] });
      assert.equal(run.status, "done", run.error ?? "");
      return { demo, forest: { run: run.id, model: run.results[0].model } };
    });
  });
}

/** Copies a data folder that was prepared under a name, and prepares it first if nobody has yet. */
async function copyPrepared<Data>(
  name: string,
  dataFolder: string,
  prepare: (folder: string) => Promise<Data>,
): Promise<Data> {
  const place = await sharedPlace();
  const [folder, facts] = [join(place, name), join(place, `${name}.json`)];
  {
    using lock = await Deno.open(join(place, `${name}.lock`), { create: true, write: true });
    await lock.lock(true);
    const isPrepared = await Deno.stat(facts).then(() => true, () => false);
    if (!isPrepared) {
      await Deno.mkdir(folder);
      await Deno.writeTextFile(facts, JSON.stringify(await prepare(folder)));
    }
  }
  await cp(folder, dataFolder, { recursive: true });
  return JSON.parse(await Deno.readTextFile(facts));
}

/** Starts a server in a data folder, has it do something, and stops it as an administrator would. */
async function whileServing<Result>(
  dataFolder: string,
  work: (client: Client) => Promise<Result>,
): Promise<Result> {
  await using server = await startServer({ dataFolder });
  const result = await work(new Client(server.url));
  await server.stop("SIGTERM");
  return result;
}

let ownPlace: Promise<string> | null = null;

/** The folder of the test command, or one that goes when the tests of this process are over. */
async function sharedPlace(): Promise<string> {
  return Deno.env.get(PREPARED_FOLDER) ?? await (ownPlace ??= makeOwnPlace());
}

async function makeOwnPlace(): Promise<string> {
  const place = await Deno.makeTempDir({ prefix: "netsift-prepared-" });
  addEventListener("unload", () => Deno.removeSync(place, { recursive: true }));
  return place;
}
