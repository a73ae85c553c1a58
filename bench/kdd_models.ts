/**
 * Models to measure with: a forest and an autoencoder of ten features of KDD'99 where the real data
 * are there, else of demo traffic.
 *
 * @module
 */
import { TEN_FEATURES } from "../lib/web/training/feature_sets.ts";
import type { Client } from "../testing/client.ts";
import { realDataFolder } from "../testing/real_data.ts";

/** Trained models and records to score. */
export interface BenchModels {
  /** Ids by kind. */
  models: { kind: string; id: string }[];
  /** Records of the test data as JSON. */
  records: string[];
}

/** Trains both models with their defaults and draws records of the test data. */
export async function trainModels(client: Client): Promise<BenchModels> {
  const data = await realDataFolder();
  const { train, test } = data === null ? await demoData(client) : await kddData(client, data);
  const run = await client.run({
    train,
    test,
    features: TEN_FEATURES,
    detectors: [{ kind: "isolation-forest" }, { kind: "autoencoder" }],
  });
  if (run.error) throw new Error(run.error);
  const [id] = run.results.map(({ model }) => model);
  const { inputs } = await client.get<{ inputs: { name: string; type: string }[] }>(
    `/models/${id}`,
  );
  const csv = await (await client.fetch(`/datasets/${test}/data.csv`)).text();
  return {
    models: run.results.map(({ kind, model }) => ({ kind, id: model })),
    records: toJson(csv, inputs),
  };
}

async function kddData(client: Client, folder: string) {
  const upload = async (name: string) =>
    (await client.upload(name, (await Deno.open(`${folder}/kddcup99/${name}`)).readable)).id;
  return {
    train: await upload("kddcup.data_10_percent.gz"),
    test: await upload("corrected.gz"),
  };
}

async function demoData(client: Client) {
  console.error("Without the real KDD'99 data (see NETSIFT_TEST_DATA) this measures demo traffic.");
  const demo = await client.post<{ train: string; test: string }>("/demo", { rows: 100_000 });
  for (const id of Object.values(demo)) await client.ingested(id);
  return demo;
}

function toJson(csv: string, inputs: { name: string; type: string }[]): string[] {
  const [head, ...lines] = csv.split(/\r?\n/).filter(Boolean).map((line) => line.split(","));
  const cells = inputs.map(({ name, type }) => ({ name, type, at: head.indexOf(name) }));
  return lines.map((line) =>
    JSON.stringify(Object.fromEntries(
      cells.map(({ name, type, at }) => [name, type === "numeric" ? Number(line[at]) : line[at]]),
    ))
  );
}
