/**
 * Runs one benchmark: `deno task bench NAME [--quick]`. Each prints one JSON object a line to
 * standard output; remarks go to standard error.
 *
 * @module
 */
const [name] = Deno.args;
const known = (await Array.fromAsync(Deno.readDir(import.meta.dirname!)))
  .map((entry) => /^(\w+)_bench\.ts$/.exec(entry.name)?.[1])
  .filter((each) => each !== undefined)
  .sort();
if (!known.includes(name)) {
  console.error(`Name a benchmark: ${known.join(", ")}.`);
  Deno.exit(2);
}
const build = await new Deno.Command(Deno.execPath(), {
  args: ["run", "--quiet", "-A", "dev.ts", "build"],
  cwd: new URL("..", import.meta.url),
  stdout: "null",
}).spawn().status;
if (!build.success) Deno.exit(1);
await import(`./${name}_bench.ts`);
