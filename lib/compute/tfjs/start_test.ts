import assert from "node:assert/strict";
import process from "node:process";
import { startTensorFlow } from "./start.ts";

const START = new URL("./start.ts", import.meta.url).href;

/** Runs a script in its own process, with read access only, and gives its output. */
async function runScript(script: string): Promise<{ code: number; output: string }> {
  const file = await Deno.makeTempFile({ suffix: ".ts" });
  try {
    await Deno.writeTextFile(
      file,
      `import { startTensorFlow, stopTensorFlow } from "${START}";\n${script}`,
    );
    const config = new URL("../../../deno.json", import.meta.url).pathname;
    const { code, stdout, stderr } = await new Deno.Command(Deno.execPath(), {
      args: ["run", "--no-check", "--allow-read", `--config=${config}`, file],
      signal: AbortSignal.timeout(20_000),
    }).output();
    const decoder = new TextDecoder();
    return { code, output: decoder.decode(stdout) + decoder.decode(stderr) };
  } finally {
    await Deno.remove(file);
  }
}

/** A product large enough to be cut up among threads, as a checksum of its bits. */
const CHECKSUM = `
  const values = Float32Array.from({ length: 300 * 300 }, (_, i) => Math.sin(i));
  const checksum = (tf) => {
    const x = tf.tensor2d(values, [300, 300]);
    const bits = new Uint32Array(tf.matMul(x, x, true).dataSync().buffer);
    return bits.reduce((sum, word) => (Math.imul(sum, 31) + word) | 0, 0);
  };`;

Deno.test("startTensorFlow() gives the SIMD backend and the same instance again", async () => {
  const first = await startTensorFlow();
  assert.deepEqual(first.facts, { backend: "wasm", simd: true, threads: 1, remark: undefined });
  assert.equal(first.tf.getBackend(), "wasm");
  assert.equal(await startTensorFlow(), first);
  assert.equal(await startTensorFlow({ threads: 2 }), first);
});

Deno.test("startTensorFlow() refuses a number of threads that cannot be", async () => {
  for (const threads of [0, 9, 1.5, NaN]) {
    await assert.rejects(startTensorFlow({ threads }), RangeError);
  }
});

Deno.test("startTensorFlow() leaves no handlers of uncaught errors in the process", () => {
  assert.equal(process.listenerCount("uncaughtException"), 0);
  assert.equal(process.listenerCount("unhandledRejection"), 0);
});

Deno.test("startTensorFlow() computes the same bits on threads and lets the process end", async () => {
  const { code, output } = await runScript(`
    import os from "node:os";
    import workerThreads from "node:worker_threads";
    ${CHECKSUM}
    const globals = () => [os.cpus, workerThreads.Worker, globalThis.Worker];
    const before = globals();
    const results = [];
    for (const threads of [1, 2, 3]) {
      const { tf, facts } = await startTensorFlow({ threads });
      results.push([facts.threads, checksum(tf)]);
      if (threads < 3) await stopTensorFlow();
    }
    const restored = globals().every((value, i) => value === before[i]);
    console.log(JSON.stringify({ results, restored }));
  `);
  assert.equal(code, 0, output);
  const { results, restored } = JSON.parse(output);
  assert.deepEqual(results.map(([threads]: number[]) => threads), [1, 2, 3]);
  assert.equal(new Set(results.map(([, checksum]: number[]) => checksum)).size, 1);
  assert.ok(restored);
});

Deno.test("startTensorFlow() runs on one thread and says so where threads cannot start", async () => {
  const { code, output } = await runScript(`
    ${CHECKSUM}
    delete globalThis.SharedArrayBuffer;
    const { tf, facts } = await startTensorFlow({ threads: 2 });
    checksum(tf);
    console.log(JSON.stringify(facts));
  `);
  assert.equal(code, 0, output);
  const facts = JSON.parse(output);
  assert.equal(facts.threads, 1);
  assert.match(facts.remark, /^Threads could not start: ./);
});

Deno.test("startTensorFlow() works in a worker, which can be terminated", async () => {
  const script = `
    import { startTensorFlow } from "${START}";
    const { tf, facts } = await startTensorFlow({ threads: 1 });
    postMessage([facts.threads, tf.add(1, 2).dataSync()[0]]);
  `;
  const worker = new Worker(`data:text/javascript,${encodeURIComponent(script)}`, {
    type: "module",
  });
  const message = await new Promise((resolve, reject) => {
    worker.onmessage = ({ data }) => resolve(data);
    worker.onerror = (event) => reject(event);
  });
  worker.terminate();
  assert.deepEqual(message, [1, 3]);
});
