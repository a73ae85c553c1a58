/**
 * The HTTP API as a program outside this repository would call it.
 *
 * @module
 */
import assert from "node:assert/strict";
import type { DatasetOrigin } from "../lib/resources/dataset_origin.ts";
import type { DatasetProfile } from "../lib/resources/dataset.ts";
import type { Run } from "../lib/resources/run.ts";

/** A dataset as `GET /api/v1/datasets/{id}` answers. */
export type Dataset = DatasetProfile & {
  id: string;
  name: string;
  status: string;
  origin: DatasetOrigin;
  error: string | null;
};

/** A problem as the API answers it. */
export interface ProblemBody {
  title: string;
  status: number;
  detail: string;
  errors?: { pointer: string; detail: string }[];
}

/** Calls one server. */
export class Client {
  /** @param token sent with each request that names no other */
  constructor(readonly url: string, readonly token?: string) {}

  /** A request to `/api/v1`. */
  fetch(path: string, init?: RequestInit): Promise<Response> {
    const headers = new Headers(init?.headers);
    if (this.token !== undefined && !headers.has("authorization")) {
      headers.set("authorization", `Bearer ${this.token}`);
    }
    return fetch(`${this.url}/api/v1${path}`, { ...init, headers });
  }

  async get<T>(path: string): Promise<T> {
    return await this.#json(await this.fetch(path), 200);
  }

  async post<T>(path: string, body: unknown, status = 202): Promise<T> {
    return await this.#json(
      await this.fetch(path, {
        method: "POST",
        headers: { "content-type": "application/json" },
        body: JSON.stringify(body),
      }),
      status,
    );
  }

  /** Uploads bytes and waits until they are ingested, well or not. */
  async upload(name: string, body: BodyInit): Promise<Dataset> {
    const response = await this.fetch(`/datasets?name=${encodeURIComponent(name)}`, {
      method: "POST",
      body,
    });
    const { id } = await this.#json<{ id: string }>(response, 202);
    return await this.ingested(id);
  }

  /** Waits until a dataset is ready or has failed. */
  async ingested(id: string): Promise<Dataset> {
    return await this.#until<Dataset>(`/datasets/${id}`, ({ status }) => status !== "ingesting");
  }

  /** Starts a run and waits until it has ended. */
  async run(request: Record<string, unknown>): Promise<Run> {
    const { id } = await this.post<{ id: string }>("/runs", request);
    return await this.ended(id);
  }

  /** Waits until a run has ended, or another kind of work that `/api/v1` lists as `work`. */
  async ended<Ended extends { status: string } = Run>(id: string, work = "runs"): Promise<Ended> {
    return await this.#until<Ended>(
      `/${work}/${id}`,
      ({ status }) => status !== "running" && status !== "queued",
    );
  }

  async #until<T>(path: string, isDone: (value: T) => boolean): Promise<T> {
    while (true) {
      const value = await this.get<T>(path);
      if (isDone(value)) return value;
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
  }

  async #json<T>(response: Response, status: number): Promise<T> {
    const text = await response.text();
    assert.equal(response.status, status, text);
    return JSON.parse(text) as T;
  }
}

/** Checks that an answer is a problem of a status, and gives it. */
export async function problem(response: Response, status: number): Promise<ProblemBody> {
  assert.equal(response.status, status);
  assert.equal(response.headers.get("content-type"), "application/problem+json");
  return await response.json();
}
