import assert from "node:assert/strict";
import { fileURLToPath } from "node:url";
import { CaptureFlows } from "../lib/capture/read_capture.ts";

const root = fileURLToPath(new URL("..", import.meta.url));

async function demo(...args: string[]) {
  const { code, stdout, stderr } = await new Deno.Command(Deno.execPath(), {
    args: ["run", "--quiet", "-A", "--no-check", "cli.ts", "demo", ...args],
    cwd: root,
  }).output();
  const text = (bytes: Uint8Array) => new TextDecoder().decode(bytes);
  return { code, out: text(stdout), err: text(stderr) };
}

Deno.test("deno task demo writes an office and prints its incidents", async (t) => {
  const folder = await Deno.makeTempDir({ prefix: "netsift-demo-cli-" });
  try {
    await t.step("as a log of Zeek with labels", async () => {
      const file = `${folder}/conn.log`;
      const { code, out } = await demo("--days", "2", "--hosts", "20", "--incidents", "2", file);
      assert.equal(code, 0);
      const incidents = out.trimEnd().split("\n").map((line) => JSON.parse(line));
      const text = await Deno.readTextFile(file);
      assert.equal(incidents.length, 2);
      for (const { kind, hosts, from, to } of incidents) {
        assert.ok(text.includes(`\tMalicious\t${kind}\n`), kind);
        assert.ok(text.includes(hosts[0]));
        assert.ok(Date.parse(from) < Date.parse(to));
      }
    });

    await t.step("as a capture of so many packets", async () => {
      const file = `${folder}/office.pcapng`;
      const { code } = await demo("--capture", "--packets", "5000", "--hosts", "20", file);
      assert.equal(code, 0);
      const reader = new CaptureFlows(() => {});
      reader.push(await Deno.readFile(file));
      assert.equal(reader.end().packets, 5000);
    });

    await t.step("and says what is wrong with a command", async () => {
      const file = `${folder}/not-written`;
      for (
        const [args, message] of [
          [["--hosts", "7", file], /--hosts: .*20/],
          [["--days", "some", file], /--days takes a whole number, not some/],
          [["--packets", "9", file], /--packets goes with --capture/],
          [["--colour", file], /colour/],
          [[], /No file to write given/],
        ] as const
      ) {
        const { code, err } = await demo(...args);
        assert.equal(code, 2);
        assert.match(err, message);
      }
      const { code, err } = await demo("--hosts", "20", "--days", "1", `${folder}/no/folder.log`);
      assert.equal(code, 1);
      assert.match(err, /folder\.log/);
      assert.doesNotMatch(err, /\bat /);
    });
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
});
