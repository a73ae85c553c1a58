/**
 * The ways in which records get a verdict.
 *
 * @module
 */
import assert from "node:assert/strict";
import type { Batch } from "../lib/resources/batch.ts";
import type { Client } from "./client.ts";

/** What a model says about a record, or why it says nothing. */
export interface Verdict {
  /** In a stream. */
  line?: number;
  score?: number;
  threshold?: number;
  anomaly?: boolean;
  severity?: { value: number; band: string } | null;
  /** What the members of a hybrid say; in predictions with more about each. */
  members?: (boolean | { anomaly: boolean })[];
  error?: string;
  /** Features for whose values a substitute is used. */
  filled?: string[];
}

/** A training whose models are asked. */
export interface Training {
  /** Id of the dataset. */
  train: string;
  features: string[];
  /** Context features that its models compute. */
  context?: { seconds?: number[]; connections?: number };
  detectors: { kind: string; params?: Record<string, unknown>; threshold?: object }[];
}

/** What a test or a batch says about a row. */
export interface RowVerdict {
  score: number;
  anomaly: boolean;
  /** In batches. */
  severity?: number;
}

/** The ways into the models of one training. */
export class WaysIn {
  private constructor(
    readonly client: Client,
    readonly training: Training,
    /** Ids of the models, in the order of the detectors. */
    readonly models: string[],
  ) {}

  /** Trains the models. */
  static async train(client: Client, training: Training): Promise<WaysIn> {
    // With the same training rows, seed and detectors, other runs have the same models.
    const run = await client.run({ ...training, test: training.train });
    assert.equal(run.status, "done", run.error ?? "");
    return new WaysIn(client, training, run.results.map(({ model }) => model));
  }

  /** The verdicts on a stream. */
  async stream(model: string, body: BodyInit): Promise<Verdict[]> {
    const response = await this.client.fetch(`/models/${model}/score`, { method: "POST", body });
    const text = await response.text();
    assert.equal(response.status, 200, text);
    return text.split("\n").filter(Boolean).map((line) => JSON.parse(line));
  }

  /** The verdict on one record, given as JSON. */
  async predict(model: string, record: string): Promise<Verdict> {
    return (await this.predictAll(model, [record]))[0];
  }

  /** The verdicts on records, given as JSON; each is scored alone unless they are a sequence. */
  async predictAll(model: string, records: string[], sequence = false): Promise<Verdict[]> {
    const response = await this.client.fetch(`/models/${model}/predict`, {
      method: "POST",
      body: `{"records": [${records.join()}], "sequence": ${sequence}}`,
    });
    const body = await response.json();
    assert.equal(response.status, 200, `${records[0]}: ${JSON.stringify(body)}`);
    return body.predictions;
  }

  /** Replays a dataset to its end. */
  async replay(model: string, dataset: string, recordsPerSecond = 20_000) {
    const { id } = await this.client.post<{ id: string }>("/replays", {
      model,
      dataset,
      speed: { recordsPerSecond },
    });
    for (;;) {
      const state = await this.client.get<{ status: string; scored: number; rejected: number }>(
        `/replays/${id}`,
      );
      if (state.status !== "running") return state;
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
  }

  /** The scores that a run of the same models gives its test data, by model. */
  async tested(test: string): Promise<number[][]> {
    return (await this.testVerdicts(test)).map((rows) => rows.map(({ score }) => score));
  }

  /** What a run of the same models says about its test data, by model. */
  async testVerdicts(test: string): Promise<RowVerdict[][]> {
    const { id, error, results } = await this.client.run({ ...this.training, test });
    assert.equal(error, null);
    const text = await (await this.client.fetch(`/runs/${id}/scores.csv`)).text();
    const cells = text.trim().split("\r\n").slice(1).map((line) => line.split(","));
    return results.map((_, model) =>
      cells.map((row) => ({
        score: Number(row[1 + 2 * model]),
        anomaly: row[2 + 2 * model] === "1",
      }))
    );
  }

  /** A batch of some of the models over a dataset, at its end. */
  async batchOf(dataset: string, models: string[]): Promise<Batch> {
    const { id } = await this.client.post<{ id: string }>("/batches", { dataset, models });
    for (;;) {
      const batch = await this.client.get<Batch>(`/batches/${id}`);
      assert.ok(batch.status !== "failed", batch.error ?? "");
      if (batch.status === "done") return batch;
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
  }

  /** The scores that a batch gives a dataset, by model. */
  async batch(dataset: string): Promise<unknown[][]> {
    return (await this.batchVerdicts(dataset)).map((rows) => rows.map(({ score }) => score));
  }

  /** What a batch says about a dataset, by model. */
  async batchVerdicts(dataset: string): Promise<RowVerdict[][]> {
    const { id } = await this.batchOf(dataset, this.models);
    const scores = await this.client.fetch(`/batches/${id}/scores.ndjson`);
    const rows = (await scores.text()).split("\n").filter(Boolean).map((line) => JSON.parse(line));
    return this.models.map((_, place) => {
      const column = Object.keys(rows[0]).find((name) => name.endsWith(`_${place + 1}_score`))!;
      const name = column.slice(0, -"_score".length);
      return rows.map((row): RowVerdict => ({
        score: row[column],
        anomaly: row[`${name}_anomaly`],
        severity: row[`${name}_severity`],
      }));
    });
  }
}
