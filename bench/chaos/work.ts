/**
 * Work of many kinds for a server that may die at any moment. Each piece enters into the ledger what
 * was acknowledged, when it was, and never what was only asked for.
 *
 * @module
 */
import type { Random } from "../../lib/base/random.ts";
import type { Client } from "../../testing/client.ts";
import type { DemoData } from "../../testing/demo_server.ts";
import { jobOutcome, type Ledger } from "./ledger.ts";

/** Where work is done. */
export interface Site {
  client: Client;
  ledger: Ledger;
  random: Random;
  /** Datasets and a model that every piece of work may use and none deletes. */
  base: Base;
  /** Whether work that would go on for ever must end. */
  isOver: () => boolean;
}

/** What is there before anything goes wrong. */
export interface Base {
  train: string;
  test: string;
  model: string;
}

type Ids = { id: string };

/** Most characters of a refusal that are told. */
const BRIEF = 300;

/** A refusal in few words. */
export function brief(error: Error): string {
  return error.message.replaceAll(/\s+/g, " ").trim().slice(0, BRIEF);
}

/** Makes the base: demo traffic and a forest. */
export async function makeBase(client: Client, ledger: Ledger, rows: number): Promise<Base> {
  const demo = await client.post<DemoData["demo"]>("/demo", { rows });
  await Promise.all([demo.train, demo.test].map((id) => client.ingested(id)));
  const run = await client.run({ ...demo, detectors: [{ kind: "isolation-forest" }] });
  if (run.status !== "done") throw new Error(`The first run is ${run.status}: ${run.error}`);
  return await noteBase(client, ledger, demo, run.id);
}

/** Enters into the ledger a base that is there already. */
export async function noteBase(
  client: Client,
  ledger: Ledger,
  demo: DemoData["demo"],
  run: string,
): Promise<Base> {
  for (const id of [demo.train, demo.test]) {
    const { name, status, error } = await client.ingested(id);
    if (status !== "ready") throw new Error(`The demo traffic is ${status}: ${error}`);
    ledger.addDataset(id, name);
  }
  const { results: [{ model, threshold: { value } }] } = await client.ended(run);
  ledger.runs.set(run, { outcome: await jobOutcome(client, "runs", run) });
  ledger.thresholds.set(model, new Set([value]));
  return { ...demo, model };
}

/** Every kind of work, by name. */
export const WORK: Record<string, (site: Site) => Promise<void>> = {
  upload: async ({ client, ledger, random }) => {
    const name = `chaos-${random.integer(1e9)}.csv`;
    const lines = Array.from(
      { length: 200 + random.integer(20_000) },
      (_, i) => `${i % 7},${random.integer(1e6)},tcp,${i % 50 ? "normal" : "attack"}`,
    );
    const response = await client.fetch(`/datasets?name=${name}`, {
      method: "POST",
      body: `a,b,c,label\n${lines.join("\n")}\n`,
    });
    const { id } = await acknowledged<Ids>(response);
    ledger.addDataset(id, name);
    if ((await client.ingested(id)).status === "ready") await ledger.noteReady(client, id);
  },

  demo: async ({ client, ledger, random }) => {
    const made = await client.post<Record<string, string>>("/demo", {
      rows: 1000,
      seed: random.integer(1e6),
    });
    for (const id of Object.values(made)) {
      ledger.addDataset(id, (await client.ingested(id)).name);
    }
  },

  sample: async ({ client, ledger, random, base }) => {
    const name = `sample ${random.integer(1e9)}`;
    const { ids } = await client.post<{ ids: string[] }>("/datasets/derive", {
      operation: "sample",
      dataset: base.train,
      share: 0.5,
      seed: random.integer(1e6),
      name,
    });
    ledger.addDataset(ids[0], name);
    await client.ingested(ids[0]);
  },

  remove: async ({ client, ledger, random }) => {
    const { id } = await client.upload(`gone-${random.integer(1e9)}.csv`, "a,b\n1,2\n3,4\n5,6\n");
    const response = await client.fetch(`/datasets/${id}`, { method: "DELETE" });
    if (response.status === 204) ledger.deleted.add(id);
  },

  rename: async ({ client, ledger, random, base, isOver }) => {
    while (!isOver()) {
      const name = `base ${random.integer(1e9)}`;
      ledger.datasets.get(base.test)!.names.add(name);
      await acknowledged(await patch(client, `/datasets/${base.test}`, { name }));
      ledger.datasets.get(base.test)!.names = new Set([name]);
    }
  },

  run: async ({ client, ledger, random, base: { train, test } }) => {
    const { id } = await client.post<Ids>("/runs", {
      train,
      test,
      seed: random.integer(1e6),
      detectors: [{ kind: "isolation-forest" }, { kind: "pca" }],
    });
    ledger.runs.set(id, { outcome: null });
    const run = await client.ended(id);
    if (run.status !== "done") return;
    ledger.runs.get(id)!.outcome = await jobOutcome(client, "runs", id);
    for (const { model, threshold: { value } } of run.results) {
      ledger.thresholds.set(model, new Set([value]));
    }
  },

  batch: async ({ client, ledger, base: { model, test } }) => {
    const { id } = await client.post<Ids>("/batches", { dataset: test, models: [model] });
    ledger.batches.set(id, { outcome: null });
    for (;;) {
      const { status } = await client.get<{ status: string }>(`/batches/${id}`);
      if (status === "done") break;
      if (status !== "queued" && status !== "running") return;
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
    ledger.batches.get(id)!.outcome = await jobOutcome(client, "batches", id);
  },

  threshold: async ({ client, ledger, random, base: { model }, isOver }) => {
    while (!isOver()) {
      const value = random.integer(1000) / 1000;
      ledger.thresholds.get(model)!.add(value);
      await acknowledged(
        await patch(client, `/models/${model}`, { threshold: { rule: "fixed", value } }),
      );
      ledger.thresholds.set(model, new Set([value]));
    }
  },

  rules: async ({ client, ledger, random }) => {
    // A server takes a hundred.
    for (const id of [...ledger.rules].slice(0, Math.max(0, ledger.rules.size - 60))) {
      ledger.rules.delete(id);
      const response = await client.fetch(`/alerts/rules/${id}`, { method: "DELETE" });
      await response.body?.cancel();
    }
    for (let made = 0; made < 20; made++) {
      const { id } = await client.post<Ids>(
        "/alerts/rules",
        { name: `rule ${random.integer(1e9)}`, enabled: false },
        201,
      );
      ledger.rules.add(id);
    }
  },
};

function patch(client: Client, path: string, body: unknown): Promise<Response> {
  return client.fetch(path, {
    method: "PATCH",
    headers: { "content-type": "application/json" },
    body: JSON.stringify(body),
  });
}

async function acknowledged<Answer>(response: Response): Promise<Answer> {
  const text = await response.text();
  if (!response.ok) throw new Error(`${response.status}: ${text}`);
  return JSON.parse(text) as Answer;
}
