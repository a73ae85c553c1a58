/**
 * The peers of the tensor benchmark.
 *
 * @module
 */
import { fileURLToPath } from "node:url";
import { Peer } from "../peers/peer.ts";
import type { Side, Task, Turn } from "./side.ts";

/** How many rows a peer may score at once; the best counts. */
const SCORING_BATCHES = [1024, 4096, 16_384, 131_072];

/** A peer in its own process. */
export class PeerSide implements Side {
  #task!: Task;
  #scoringBatch = 0;

  constructor(
    readonly name: string,
    readonly peer: "torch" | "tfjs",
    readonly process: Peer,
  ) {}

  async start(task: Task): Promise<void> {
    this.#task = task;
    const { network, rows, batchSize, action } = task.case;
    await this.process.ask("start", { network, rows, batchSize, ...task.files });
    if (action === "score") this.#scoringBatch = await this.#bestScoringBatch();
  }

  async #bestScoringBatch(): Promise<number> {
    let best = { seconds: Infinity, batchSize: 0 };
    for (const batchSize of [...SCORING_BATCHES, ...SCORING_BATCHES]) {
      const { seconds } = await this.#score(this.#task.case.rows, batchSize);
      if (seconds < best.seconds) best = { seconds, batchSize };
    }
    console.error(`${this.name} scores best ${best.batchSize} rows at once.`);
    return best.batchSize;
  }

  async #score(samples: number, batchSize: number): Promise<Turn> {
    return await this.process.ask<Turn>("score", { samples, batchSize });
  }

  async turn(samples: number): Promise<Turn> {
    if (this.#task.case.action === "score") return await this.#score(samples, this.#scoringBatch);
    return await this.process.ask<Turn>("train", { samples });
  }

  async loss(rows: number): Promise<number> {
    return (await this.process.ask<{ loss: number }>("loss", { rows })).loss;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.process[Symbol.asyncDispose]();
  }
}

/**
 * PyTorch on one thread, and on all processors in two ways: which is fastest depends on the case.
 *
 * @returns none where it is not installed; standard error says so
 */
export async function startTorch(): Promise<PeerSide[]> {
  const all = navigator.hardwareConcurrency;
  const settings: { name: string; threads: number; env: Record<string, string> }[] = [
    { name: "torch, 1 thread", threads: 1, env: { OPENBLAS_NUM_THREADS: "1" } },
    { name: `torch, ${all} threads`, threads: all, env: { OPENBLAS_NUM_THREADS: "1" } },
    {
      name: `torch, ${all} threads, ${all} in OpenBLAS`,
      threads: all,
      // Threads of both kinds that wait actively would take the processors from each other.
      env: { OPENBLAS_NUM_THREADS: String(all), OMP_WAIT_POLICY: "passive" },
    },
  ];
  const script = fileURLToPath(new URL("../peers/torch_peer.py", import.meta.url));
  const sides: PeerSide[] = [];
  try {
    for (const { name, threads, env } of all === 1 ? settings.slice(0, 1) : settings) {
      const variables = { OMP_NUM_THREADS: String(threads), ...env };
      const args = [script, String(threads)];
      const process = await Peer.start("/usr/bin/python3", args, variables);
      sides.push(new PeerSide(name, "torch", process));
    }
  } catch (error) {
    console.error(`torch is left out: ${(error as Error).message}`);
    console.error("To install it on Debian: apt-get install python3-torch");
  }
  return sides;
}

/** TensorFlow.js with its WebAssembly backend, as published. */
export async function startTensorFlowJs(): Promise<PeerSide> {
  const script = fileURLToPath(new URL("../peers/tfjs_peer.ts", import.meta.url));
  const process = await Peer.start(Deno.execPath(), ["run", "--quiet", "-A", script]);
  return new PeerSide("tfjs", "tfjs", process);
}
