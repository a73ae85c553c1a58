import { fileURLToPath } from "node:url";
import { TextLineStream } from "../lib/base/text_line_stream.ts";
import { ReproductionError } from "./reproduction_error.ts";

const ROOT = new URL("..", import.meta.url);

/** Not those of the server that a person may use beside this one. */
const OWN_SETTINGS = { HOST: "127.0.0.1", PORT: "0", NETSIFT_HOSTS: "", NETSIFT_TOKEN: "" };

/** A Netsift in its own process, which ends with this one. */
export class NetsiftServer implements AsyncDisposable {
  readonly #process: Deno.ChildProcess;
  readonly #drained: Promise<void>;
  /** Such as `http://127.0.0.1:40123`. */
  readonly url: string;

  private constructor(process: Deno.ChildProcess, url: string, drained: Promise<void>) {
    this.#process = process;
    this.url = url;
    this.#drained = drained;
  }

  /**
   * Starts the production build on a free port; builds it where that has not been done.
   *
   * @param dataFolder where it stores everything
   * @param settings further environment variables
   * @throws {ReproductionError} when it ends before it listens; its errors are in the log
   */
  static async start(
    dataFolder: string,
    settings: Record<string, string> = {},
  ): Promise<NetsiftServer> {
    await buildWhereMissing();
    const server = fileURLToPath(new URL("serve_child.ts", import.meta.url));
    const process = new Deno.Command(Deno.execPath(), {
      args: ["run", "--quiet", "--allow-all", "--node-modules-dir=manual", server],
      cwd: ROOT,
      env: { ...settings, ...OWN_SETTINGS, NETSIFT_DATA: dataFolder },
      stdin: "piped",
      stdout: "piped",
      stderr: "inherit",
    }).spawn();
    const lines = process.stdout.pipeThrough(new TextDecoderStream())
      .pipeThrough(new TextLineStream()).getReader();
    const url = await readUrl(lines);
    return new NetsiftServer(process, url, drain(lines));
  }

  /** Asks it to end, and waits until it has. */
  async [Symbol.asyncDispose](): Promise<void> {
    this.#process.kill("SIGTERM");
    await this.#process.status;
    await this.#drained;
    await this.#process.stdin.close();
  }
}

async function buildWhereMissing(): Promise<void> {
  const built = new URL("_fresh/server.js", ROOT);
  if (await Deno.stat(built).then(() => true, () => false)) return;
  const { success } = await new Deno.Command(Deno.execPath(), {
    args: ["run", "--quiet", "--allow-all", "dev.ts", "build"],
    cwd: ROOT,
    stdout: "null",
  }).output();
  if (!success) throw new ReproductionError("Netsift could not be built; the log says why.");
}

async function readUrl(lines: ReadableStreamDefaultReader<string>): Promise<string> {
  while (true) {
    const { done, value } = await lines.read();
    if (done) throw new ReproductionError("Netsift could not be started; the log says why.");
    const url = /http:\/\/[\w.:]+/.exec(value)?.[0];
    if (url) return url;
  }
}

async function drain(lines: ReadableStreamDefaultReader<string>): Promise<void> {
  while (!(await lines.read()).done);
}
