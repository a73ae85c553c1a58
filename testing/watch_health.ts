/**
 * How long a server lets others wait, seen from its own process: what a test does meanwhile
 * delays nothing that is measured. Linux only.
 *
 * @module
 */
import { TextLineStream } from "../lib/base/text_line_stream.ts";
import type { TestServer } from "./server.ts";

/** The slowest of all answers to `/healthz`. */
export interface LongestWait {
  clockMs: number;
  /** Milliseconds that the server's main thread computed meanwhile, whatever else the machine does. */
  computedMs: number;
}

/** Asks for `/healthz` without a pause. */
export interface HealthWatch extends AsyncDisposable {
  /** Ends the watch and says what was seen. */
  longest(): Promise<LongestWait>;
}

const PAUSE_MS = 5;

/** Watches a server from now on. */
export async function watchHealth({ url, pid }: TestServer): Promise<HealthWatch> {
  const child = new Deno.Command(Deno.execPath(), {
    args: ["run", "--quiet", "--no-check", "-A", import.meta.filename!, url, String(pid)],
    stdin: "piped",
    stdout: "piped",
  }).spawn();
  const lines = child.stdout.pipeThrough(new TextDecoderStream()).pipeThrough(new TextLineStream())
    .getReader();
  await lines.read();
  let closing: Promise<void> | null = null;
  const close = () => closing ??= child.stdin.close();
  return {
    async longest() {
      await close();
      return JSON.parse((await lines.read()).value!);
    },
    async [Symbol.asyncDispose]() {
      await close();
      while (!(await lines.read()).done);
      await child.status;
    },
  };
}

/** Milliseconds that a process's main thread has computed. */
async function computed(pid: string): Promise<number> {
  const stat = await Deno.readTextFile(`/proc/${pid}/task/${pid}/stat`);
  const fields = stat.slice(stat.lastIndexOf(")") + 2).split(" ");
  return 10 * (Number(fields[11]) + Number(fields[12]));
}

async function main(url: string, pid: string): Promise<void> {
  const longest: LongestWait = { clockMs: 0, computedMs: 0 };
  let isOver = false;
  Deno.stdin.readable.pipeTo(new WritableStream()).finally(() => isOver = true);
  await (await fetch(`${url}/healthz`)).text();
  console.log("watching");
  do {
    const [begun, computedBefore] = [performance.now(), await computed(pid)];
    await (await fetch(`${url}/healthz`)).text();
    longest.computedMs = Math.max(longest.computedMs, await computed(pid) - computedBefore);
    longest.clockMs = Math.max(longest.clockMs, Math.round(performance.now() - begun));
    await new Promise((resolve) => setTimeout(resolve, PAUSE_MS));
  } while (!isOver);
  console.log(JSON.stringify(longest));
}

if (import.meta.main) {
  const [url, pid] = Deno.args;
  await main(url, pid);
}
