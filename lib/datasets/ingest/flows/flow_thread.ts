import type { FlowBlock } from "../../../capture/flows/flow_block.ts";
import { buffersOf } from "../../../capture/flows/flow_block.ts";
import type { FlowAnswer, FlowRequest } from "./flow_worker.ts";

/** The thread that encodes flows, as the one that reads packets sees it. Stop it with `using`. */
export class FlowThread implements Disposable {
  readonly #worker = new Worker(new URL("./flow_worker.ts", import.meta.url), { type: "module" });
  readonly #waiting: PromiseWithResolvers<FlowAnswer>[] = [];

  constructor() {
    this.#worker.onmessage = ({ data }: MessageEvent<FlowAnswer>) => {
      this.#waiting.shift()!.resolve(data);
    };
    this.#worker.onerror = (event) => {
      event.preventDefault();
      for (const { reject } of this.#waiting.splice(0)) reject(new Error(event.message));
    };
  }

  /** Encodes a block, which is of no use afterwards; blocks wait for each other. */
  encode(block: FlowBlock): Promise<FlowAnswer> {
    return this.#ask(block, buffersOf(block));
  }

  /** Encodes what is left. */
  end(): Promise<FlowAnswer> {
    return this.#ask("end", []);
  }

  [Symbol.dispose](): void {
    this.#worker.terminate();
  }

  #ask(request: FlowRequest, transfer: ArrayBuffer[]): Promise<FlowAnswer> {
    const answer = Promise.withResolvers<FlowAnswer>();
    // A caller that waits for an earlier answer that fails never gets to this one.
    answer.promise.catch(() => {});
    this.#waiting.push(answer);
    this.#worker.postMessage(request, transfer);
    return answer.promise;
  }
}
