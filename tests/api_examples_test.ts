/**
 * The programs in `docs/examples`, run as they are.
 *
 * @module
 */
import assert from "node:assert/strict";
import { startServer } from "../testing/server.ts";

const ADMIN = "the-token-of-the-administrator";

async function isThere(program: string): Promise<boolean> {
  try {
    return (await new Deno.Command(program, { args: ["--version"], stdout: "null" }).output())
      .success;
  } catch (error) {
    if (error instanceof Deno.errors.NotFound) return false;
    throw error;
  }
}

Deno.test("the examples in curl, TypeScript and Python train and score with a token", async (t) => {
  await using server = await startServer({ env: { NETSIFT_TOKEN: ADMIN, NETSIFT_MAX_RUNS: "2" } });
  const made = await fetch(`${server.url}/api/v1/tokens`, {
    method: "POST",
    headers: { authorization: `Bearer ${ADMIN}` },
    body: JSON.stringify({ name: "examples", scopes: ["read", "score", "train"] }),
  });
  const { token } = await made.json();

  const examples: [title: string, needs: string, command: string, args: string[]][] = [
    ["curl", "curl", "sh", ["docs/examples/score.sh"]],
    ["TypeScript", Deno.execPath(), Deno.execPath(), ["run", "-A", "docs/examples/score.ts"]],
    ["Python", "python3", "python3", ["docs/examples/score.py"]],
  ];
  for (const [title, needs, command, args] of examples) {
    const ignore = !await isThere(needs);
    if (ignore) console.log(`${title}: skipped, ${needs} is not installed`);
    await t.step({
      name: title,
      ignore,
      async fn() {
        const { code, stdout, stderr } = await new Deno.Command(command, {
          args,
          cwd: new URL("..", import.meta.url),
          env: { NETSIFT_URL: server.url, NETSIFT_TOKEN: token },
        }).output();
        const text = new TextDecoder().decode(stdout);
        assert.equal(code, 0, text + new TextDecoder().decode(stderr));
        assert.match(text, /score.*[\d.]+.*threshold.*[\d.]+.*anomaly.*(true|false)/i);
      },
    });
  }
});
