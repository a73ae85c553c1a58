import { ReproductionError } from "./reproduction_error.ts";

/** Milliseconds before the API is asked again, where it has no events to wait for. */
const PAUSE_MS = 100;

/**
 * The HTTP API of one server. Whatever is asked for is expected to succeed.
 *
 * @example
 * ```ts ignore
 * const { id } = await new ApiClient(url).post<{ id: string }>("/runs", request);
 * ```
 */
export class ApiClient {
  /** @param url of the server, such as `http://127.0.0.1:8000` */
  constructor(readonly url: string) {}

  /** @throws {ReproductionError} with what is wrong, where it is refused */
  async get<Answer>(path: string): Promise<Answer> {
    return await this.#json<Answer>(path, {});
  }

  /** @throws {ReproductionError} with what is wrong, where it is refused */
  async post<Answer>(path: string, body: unknown): Promise<Answer> {
    return await this.#json<Answer>(path, { method: "POST", body: JSON.stringify(body) });
  }

  /** @throws {ReproductionError} with what is wrong, where it is refused */
  async patch<Answer>(path: string, body: unknown): Promise<Answer> {
    return await this.#json<Answer>(path, { method: "PATCH", body: JSON.stringify(body) });
  }

  /**
   * Uploads the bytes of a file as a dataset.
   *
   * @param name of the file
   * @returns the id of the dataset
   * @throws {ReproductionError} with what is wrong, where it is refused
   */
  async upload(body: ReadableStream<Uint8Array>, name: string): Promise<string> {
    const query = new URLSearchParams({ name });
    const { id } = await this.#json<{ id: string }>(`/datasets?${query}`, { method: "POST", body });
    return id;
  }

  /** @throws {ReproductionError} with what is wrong, where it is refused */
  async text(path: string): Promise<string> {
    return await (await this.#fetch(path, {})).text();
  }

  /**
   * Waits for the end of something that tells its progress by events, and answers what became of it.
   *
   * @param path of it; its events lie one step below
   * @param isUnderWay whether it goes on still
   */
  async ended<Answer>(path: string, isUnderWay: (answer: Answer) => boolean): Promise<Answer> {
    while (true) {
      await this.text(`${path}/events`);
      const answer = await this.get<Answer>(path);
      if (!isUnderWay(answer)) return answer;
    }
  }

  /** Asks again and again, for something without events. */
  async until<Answer>(path: string, isDone: (answer: Answer) => boolean): Promise<Answer> {
    while (true) {
      const answer = await this.get<Answer>(path);
      if (isDone(answer)) return answer;
      await new Promise((resolve) => setTimeout(resolve, PAUSE_MS));
    }
  }

  async #json<Answer>(path: string, init: RequestInit): Promise<Answer> {
    return await (await this.#fetch(path, init)).json();
  }

  async #fetch(path: string, init: RequestInit): Promise<Response> {
    const response = await fetch(`${this.url}/api/v1${path}`, init);
    if (response.ok) return response;
    const { detail } = await response.json() as { detail: string };
    throw new ReproductionError(`${init.method ?? "GET"} ${path}: ${detail}`);
  }
}
