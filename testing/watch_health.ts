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

/** Asks for `/healthz` without a pause, until it is disposed of. */
export interface HealthWatch extends AsyncDisposable {
  /** Says what was seen since it was asked last, an answer that is being waited for among it. */
  longest(): Promise<LongestWait>;
}

const PAUSE_MS = 5;
const NEWLINE = 10;

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
  const questions = child.stdin.getWriter();
  return {
    async longest() {
      await questions.write(Uint8Array.of(NEWLINE));
      return JSON.parse((await lines.read()).value!);
    },
    async [Symbol.asyncDispose]() {
      await questions.close();
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
  let longest: LongestWait = { clockMs: 0, computedMs: 0 };
  let asked = 0;
  let isOver = false;
  const listen = async () => {
    for await (const bytes of Deno.stdin.readable) asked += bytes.length;
    isOver = true;
  };
  void listen();
  await (await fetch(`${url}/healthz`)).text();
  console.log("watching");
  while (!isOver) {
    const questions = asked;
    const [begun, computedBefore] = [performance.now(), await computed(pid)];
    await (await fetch(`${url}/healthz`)).text();
    longest.computedMs = Math.max(longest.computedMs, await computed(pid) - computedBefore);
    longest.clockMs = Math.max(longest.clockMs, Math.round(performance.now() - begun));
    if (questions > 0) {
      asked -= 1;
      console.log(JSON.stringify(longest));
      longest = { clockMs: 0, computedMs: 0 };
    }
    await new Promise((resolve) => setTimeout(resolve, PAUSE_MS));
  }
}

if (import.meta.main) {
  const [url, pid] = Deno.args;
  await main(url, pid);
}
