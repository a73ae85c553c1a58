/**
 * What a server has acknowledged, and whether it still keeps its word.
 *
 * @module
 */
import type { Client } from "../../testing/client.ts";

/** A dataset whose making was acknowledged. */
interface DatasetFact {
  /** Names that it may have: one, or two while a change of it was not answered. */
  names: Set<string>;
  /** SHA-256 of its rows, once it was ready. */
  rows: string | null;
  /** How often the server died before it was ready; twice may cost it. */
  deaths: number;
}

/** A run or a batch whose start was acknowledged. */
interface JobFact {
  /** What it came to, once it was done. */
  outcome: string | null;
}

/** What must be there after any crash. */
export class Ledger {
  readonly datasets = new Map<string, DatasetFact>();
  readonly runs = new Map<string, JobFact>();
  readonly batches = new Map<string, JobFact>();
  /** Thresholds that each model may have: one, or more while a change was not answered. */
  readonly thresholds = new Map<string, Set<number>>();
  readonly rules = new Set<string>();
  /** Ids of what is deleted for good. */
  readonly deleted = new Set<string>();

  /** A dataset is accepted. */
  addDataset(id: string, name: string): void {
    this.datasets.set(id, { names: new Set([name]), rows: null, deaths: 0 });
  }

  /** A dataset is ready: its rows are what they are from now on. */
  async noteReady(client: Client, id: string): Promise<void> {
    const rows = await digest(await client.fetch(`/datasets/${id}/data.csv`));
    this.datasets.get(id)!.rows = rows;
  }

  /** Work on the datasets that were not ready was cut short in a way that the server owned up to. */
  forgive(ids: Iterable<string>): void {
    for (const id of ids) if (this.datasets.get(id)?.rows === null) this.datasets.delete(id);
  }

  /** The server died. */
  noteDeath(): void {
    for (const fact of this.datasets.values()) if (fact.rows === null) fact.deaths++;
  }

  /**
   * Compares a server with what it acknowledged, once all work that it took up again is done.
   *
   * @returns what is lost or contradicts itself, a sentence each
   */
  async check(client: Client): Promise<string[]> {
    return [
      ...await this.#checkDatasets(client),
      ...await this.#checkJobs(client, "runs", this.runs),
      ...await this.#checkJobs(client, "batches", this.batches),
      ...await this.#checkThresholds(client),
      ...await this.#checkRules(client),
    ];
  }

  async #checkDatasets(client: Client): Promise<string[]> {
    const lost: string[] = [];
    const listed = new Set((await client.get<{ id: string }[]>("/datasets")).map(({ id }) => id));
    for (const id of this.deleted) if (listed.has(id)) lost.push(`${id} was deleted and is back`);
    for (const [id, fact] of this.datasets) {
      if (!listed.has(id)) {
        lost.push(`dataset ${id} is lost`);
        continue;
      }
      const { status, name, error } = await client.ingested(id);
      if (!fact.names.has(name)) lost.push(`dataset ${id} is named ${name}`);
      else fact.names = new Set([name]);
      if (status !== "ready") {
        if (fact.rows !== null || fact.deaths < 2) lost.push(`dataset ${id}: ${status}, ${error}`);
        continue;
      }
      const rows = await digest(await client.fetch(`/datasets/${id}/data.csv`));
      if (fact.rows !== null && fact.rows !== rows) lost.push(`dataset ${id} has other rows`);
      fact.rows = rows;
    }
    return lost;
  }

  async #checkJobs(
    client: Client,
    part: "runs" | "batches",
    facts: Map<string, JobFact>,
  ): Promise<string[]> {
    const lost: string[] = [];
    for (const [id, fact] of facts) {
      const response = await client.fetch(`/${part}/${id}`);
      if (response.status !== 200) {
        await response.body?.cancel();
        lost.push(`${part} ${id} is lost: ${response.status}`);
        continue;
      }
      const { status } = await response.json();
      if (fact.outcome === null) continue;
      const outcome = status === "done" ? await jobOutcome(client, part, id) : status;
      if (outcome !== fact.outcome) lost.push(`${part} ${id} came to something else`);
    }
    return lost;
  }

  async #checkThresholds(client: Client): Promise<string[]> {
    const lost: string[] = [];
    for (const [id, allowed] of this.thresholds) {
      const seen = await thresholdsOf(client, id);
      const [value] = seen;
      if (seen.some((each) => each !== value)) {
        lost.push(`model ${id} has several thresholds: ${seen.join(", ")}`);
      } else if (!allowed.has(value)) {
        lost.push(`model ${id} has the threshold ${value}, not ${[...allowed].join(" or ")}`);
      } else this.thresholds.set(id, new Set([value]));
    }
    return lost;
  }

  async #checkRules(client: Client): Promise<string[]> {
    const rules = await client.get<{ id: string }[]>("/alerts/rules");
    const ids = new Set(rules.map(({ id }) => id));
    return [...this.rules].filter((id) => !ids.has(id)).map((id) => `rule ${id} is lost`);
  }
}

/** The threshold of a model as each part of a server tells it. */
export async function thresholdsOf(client: Client, id: string): Promise<number[]> {
  const model = await client.get<{ run: string; threshold: { value: number } }>(`/models/${id}`);
  const run = await client.get<{ results: { model: string; threshold: { value: number } }[] }>(
    `/runs/${model.run}`,
  );
  const { record } = await client.get<{ record: unknown }>(`/models/${id}/record`);
  const { predictions } = await client.post<{ predictions: { threshold: number }[] }>(
    `/models/${id}/predict`,
    { records: [record] },
    200,
  );
  const verdict = await (await client.fetch(`/models/${id}/score?format=ndjson`, {
    method: "POST",
    body: JSON.stringify(record),
  })).json();
  return [
    model.threshold.value,
    run.results.find((result) => result.model === id)!.threshold.value,
    predictions[0].threshold,
    verdict.threshold,
  ];
}

/** What a run or a batch came to, threshold apart, for that may change. */
export async function jobOutcome(
  client: Client,
  part: "runs" | "batches",
  id: string,
): Promise<string> {
  if (part === "batches") return await digest(await client.fetch(`/batches/${id}/scores.csv`));
  const { results } = await client.get<
    { results: { model: string; metrics: { rocAuc: number } }[] }
  >(
    `/runs/${id}`,
  );
  return JSON.stringify(results.map(({ model, metrics }) => [model, metrics.rocAuc]));
}

async function digest(response: Response): Promise<string> {
  const bytes = await response.arrayBuffer();
  if (response.status !== 200) return `status ${response.status}`;
  const hash = new Uint8Array(await crypto.subtle.digest("SHA-256", bytes));
  return `${bytes.byteLength} bytes, ${hash.toHex()}`;
}
