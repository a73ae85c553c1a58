/**
 * A Netsift server that ends with the process that started it: when its standard input closes.
 *
 * @module
 */
if (import.meta.main) {
  Deno.stdin.readable.pipeTo(new WritableStream()).finally(() => Deno.exit(1));
  await import("../serve.ts");
}
