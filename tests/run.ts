/**
 * Builds the app and runs every test: unit tests, examples in doc comments, end-to-end tests. Closes
 * with one line that counts them. Arguments go to `deno test`.
 *
 * @module
 */
const build = await new Deno.Command(Deno.execPath(), {
  args: ["run", "--quiet", "-A", "dev.ts", "build"],
  cwd: new URL("..", import.meta.url),
}).spawn().status;
if (!build.success) {
  console.log("0 passed, 1 failed");
  Deno.exit(1);
}

const child = new Deno.Command(Deno.execPath(), {
  args: ["test", "-A", "--doc", ...Deno.args],
  cwd: new URL("..", import.meta.url),
  stdout: "piped",
  env: { NO_COLOR: "1" },
}).spawn();
const decoder = new TextDecoder();
let output = "";
for await (const chunk of child.stdout) {
  Deno.stdout.writeSync(chunk);
  output += decoder.decode(chunk, { stream: true });
}
const { success } = await child.status;
const summary = /\| (\d+) passed.*? \| (\d+) failed(?:.*? \| (\d+) ignored)?/.exec(output);
const [passed, failed, skipped] = (summary ?? []).slice(1).map((count) => Number(count ?? 0));
if (summary === null) console.log("0 passed, 1 failed");
else console.log(`${passed} passed, ${failed} failed${skipped ? `, ${skipped} skipped` : ""}`);
Deno.exit(success && summary !== null ? 0 : 1);
