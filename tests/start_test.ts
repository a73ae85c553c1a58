import assert from "node:assert/strict";

Deno.test("the server and the build do not start on an older Deno, and say why in a line", async () => {
  const preload = "Object.defineProperty(Deno, 'version', { value: { deno: '2.9.5' } });";
  for (const args of [["serve.ts"], ["dev.ts", "build"], ["dev.ts"]]) {
    const { success, stderr } = await new Deno.Command(Deno.execPath(), {
      args: ["run", "-A", "--quiet", "--preload", `data:text/javascript,${preload}`, ...args],
      cwd: new URL("..", import.meta.url),
    }).output();
    assert.ok(!success);
    assert.match(
      new TextDecoder().decode(stderr),
      /^Netsift needs Deno 2\.9\.6 or newer, but this is Deno 2\.9\.5: [^\n]*\n$/,
    );
  }
});
