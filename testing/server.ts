/**
 * A real Netsift server for tests: the production build, in its own process, with its
 * own data folder.
 *
 * @module
 */
import { TextLineStream } from "../lib/base/text_line_stream.ts";
import { INSTALLED } from "./installed.ts";

/** A server under test. */
export interface TestServer extends AsyncDisposable {
  /** Such as `http://127.0.0.1:40123`. */
  readonly url: string;
  readonly pid: number;
  readonly dataFolder: string;
  /** Kills the server as a power cut would; its data folder stays. */
  kill(): Promise<void>;
  /** Asks the server to end, and gives its exit code. */
  stop(signal: "SIGTERM" | "SIGINT"): Promise<number>;
}

/** How to start a server. */
export interface TestServerOptions {
  /** An existing data folder; without, a new one is made. */
  dataFolder?: string;
  /** Whether the data folder stays in the end; only one that was given does unless this says so. */
  isKept?: boolean;
  env?: Record<string, string>;
  /** Limits of the process as `prlimit` takes them, such as `--nofile=1024:1024`. Linux only. */
  limits?: string[];
}

const ROOT = new URL("..", import.meta.url);

/**
 * What a server under test has set unless a test says otherwise: measuring the importance of features
 * would take most of the time of trainings as small as those of tests.
 */
const SETTINGS = { PORT: "0", HOST: "127.0.0.1", NETSIFT_IMPORTANCE_MS: "1" };

/** Settings of a server that measures the importance of features as outside of tests. */
export const WITH_IMPORTANCE = { NETSIFT_IMPORTANCE_MS: "2000" };

/** Starts a server on a free port. `_fresh/` must have been built. */
export async function startServer(options: TestServerOptions = {}): Promise<TestServer> {
  const dataFolder = options.dataFolder ?? await Deno.makeTempDir({ prefix: "netsift-test-" });
  const serve = [Deno.execPath(), "run", "--quiet", "-A", INSTALLED, "serve.ts"];
  const [command, ...args] = options.limits ? ["prlimit", ...options.limits, ...serve] : serve;
  const child = new Deno.Command(command, {
    args,
    cwd: ROOT,
    env: { ...SETTINGS, ...options.env, NETSIFT_DATA: dataFolder },
    stdout: "piped",
    stderr: "inherit",
  }).spawn();
  const lines = child.stdout.pipeThrough(new TextDecoderStream()).pipeThrough(new TextLineStream())
    .getReader();
  const url = (await readUrl(lines)).replace("0.0.0.0", "127.0.0.1");
  const drained = drain(lines);
  const kill = async () => {
    try {
      child.kill("SIGKILL");
    } catch {
      // It has ended already.
    }
    await child.status;
    await drained;
  };
  return {
    url,
    pid: child.pid,
    dataFolder,
    kill,
    async stop(signal) {
      child.kill(signal);
      const { code } = await child.status;
      await drained;
      return code;
    },
    async [Symbol.asyncDispose]() {
      await kill();
      if (!(options.isKept ?? options.dataFolder !== undefined)) await removeWhenFree(dataFolder);
    },
  };
}

async function readUrl(lines: ReadableStreamDefaultReader<string>): Promise<string> {
  while (true) {
    const { done, value } = await lines.read();
    if (done) throw new Error("The server ended before it listened; its errors are above.");
    const url = /http:\/\/[\w.:]+/.exec(value)?.[0];
    if (url) return url;
  }
}

async function drain(lines: ReadableStreamDefaultReader<string>): Promise<void> {
  while (!(await lines.read()).done);
}

/** Child processes end a moment after their server and may still write. */
async function removeWhenFree(folder: string): Promise<void> {
  for (let attempt = 0; attempt < 20; attempt++) {
    try {
      return await Deno.remove(folder, { recursive: true });
    } catch (error) {
      if (error instanceof Deno.errors.NotFound) return;
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
  }
  await Deno.remove(folder, { recursive: true });
}
