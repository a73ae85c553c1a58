import assert from "node:assert/strict";

const MODULE = JSON.stringify(new URL("./stay_alive.ts", import.meta.url).href);

Deno.test("stayAlive() outlives rejections, errors of timers and a log that is full", async () => {
  const script = `
    import { stayAlive } from ${MODULE};
    stayAlive();
    console.log("to a full disk");
    Promise.reject(new Error("no room"));
    setTimeout(() => { throw new Error("in a timer"); });
    setTimeout(() => Deno.exit(7), 100);
  `;
  const command = `exec "$0" eval '${script}' > /dev/full 2> /dev/full`;
  const shell = new Deno.Command("sh", { args: ["-c", command, Deno.execPath()] });
  const { code } = await shell.output();
  assert.equal(code, 7);
});
