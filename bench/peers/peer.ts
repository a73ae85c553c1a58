/**
 * Other programs that a benchmark measures: each its own process, which reads one JSON command
 * a line and answers each with one line.
 *
 * @module
 */
import { TextLineStream } from "../../lib/base/text_line_stream.ts";

/** A peer in progress. */
export class Peer implements AsyncDisposable {
  readonly #child: Deno.ChildProcess;
  readonly #lines: ReadableStreamDefaultReader<string>;
  readonly #commands: WritableStreamDefaultWriter<Uint8Array>;

  private constructor(child: Deno.ChildProcess) {
    this.#child = child;
    this.#commands = child.stdin.getWriter();
    this.#lines = child.stdout.pipeThrough(new TextDecoderStream())
      .pipeThrough(new TextLineStream()).getReader();
  }

  /**
   * Starts a program and waits until it has written its first line.
   *
   * @throws {Error} with what it wrote to standard error, when it ends before
   */
  static async start(
    program: string,
    args: string[],
    env: Record<string, string> = {},
  ): Promise<Peer> {
    const child = new Deno.Command(program, {
      args,
      env,
      stdin: "piped",
      stdout: "piped",
      stderr: "piped",
    }).spawn();
    const peer = new Peer(child);
    const { done } = await peer.#lines.read();
    if (done) throw new Error((await new Response(child.stderr).text()).trim());
    passOn(child.stderr);
    return peer;
  }

  /**
   * Sends a command and waits for its answer.
   *
   * @throws {Error} when the peer ends instead
   */
  async ask<T>(action: string, parameters: Record<string, unknown>): Promise<T> {
    const line = JSON.stringify({ action, ...parameters }) + "\n";
    await this.#commands.write(new TextEncoder().encode(line));
    const { done, value } = await this.#lines.read();
    if (done) throw new Error(`The peer ended when it was asked to ${action}.`);
    return JSON.parse(value);
  }

  /** Ends the process. */
  async [Symbol.asyncDispose](): Promise<void> {
    await this.#commands.close().catch(() => {});
    await this.#child.status;
  }
}

async function passOn(remarks: ReadableStream<Uint8Array>): Promise<void> {
  for await (const chunk of remarks) await Deno.stderr.write(chunk);
}
