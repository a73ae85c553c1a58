import { TextLineStream as StdTextLineStream } from "@std/streams/text-line-stream";

/**
 * Cuts a stream of text into its lines, without their line ends. It is that of Deno's standard
 * library, whose edition on npm has no types.
 */
export const TextLineStream: new () => TransformStream<string, string> = StdTextLineStream;
