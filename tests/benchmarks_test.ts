import assert from "node:assert/strict";
import { join } from "node:path";
import { reproducedRow, reproductionReport } from "../lib/benchmarks/testing.ts";
import type { ReproductionState } from "../lib/benchmarks/reproductions.ts";
import { accessibilityFaults } from "../testing/accessibility.ts";
import { withPage } from "../testing/browser.ts";
import { childrenOf } from "../testing/children.ts";
import { Client, problem } from "../testing/client.ts";
import { realDataFolder } from "../testing/real_data.ts";
import { startServer } from "../testing/server.ts";

const data = await realDataFolder();

/** The process of the server that a reproduction has for itself; `null` where there is no `/proc`. */
async function serverOfReproduction(server: number): Promise<number | null> {
  if (Deno.build.os !== "linux") return null;
  while (true) {
    const [reproduction] = await childrenOf(server, "reproduce_child");
    const [own] = await childrenOf(reproduction, "serve_child");
    if (own !== undefined) return own;
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}

async function ended(pid: number | null): Promise<void> {
  const isThere = () => Deno.stat(`/proc/${pid}`).then(() => true, () => false);
  while (await isThere()) await new Promise((resolve) => setTimeout(resolve, 20));
}

Deno.test("API: a reproduction without data fails and says why", async () => {
  const empty = await Deno.makeTempDir();
  try {
    await using server = await startServer({ env: { NETSIFT_REPRODUCE_DATA: empty } });
    const client = new Client(server.url);
    assert.match(await (await client.fetch("/benchmarks/events")).text(), /"status":"idle"/);
    await problem(await client.fetch("/benchmarks/cancel", { method: "POST" }), 409);
    const wrong = await problem(
      await client.fetch("/benchmarks", { method: "POST", body: '{"seeds": 0}' }),
      422,
    );
    assert.equal(wrong.errors![0].pointer, "/seeds");
    await client.post("/benchmarks", { quick: true });
    const events = await (await client.fetch("/benchmarks/events")).text();
    assert.match(events, /event: done\ndata: \{"status":"failed","error":"No data found/);
    assert.equal((await client.get<ReproductionState>("/benchmarks")).status, "failed");
    assert.deepEqual(
      await Array.fromAsync(Deno.readDir(join(server.dataFolder, "staging"))),
      [],
    );
  } finally {
    await Deno.remove(empty, { recursive: true });
  }
});

Deno.test("Browser: the newest metrics are shown", async () => {
  const dataFolder = await Deno.makeTempDir();
  try {
    const report = reproductionReport([
      reproducedRow(),
      reproducedRow({ ours: 0.9, reached: false, protocol: "as reported", usesTest: true }),
    ]);
    await Deno.writeTextFile(join(dataFolder, "reproduction.json"), JSON.stringify(report));
    await using server = await startServer({ dataFolder });
    await withPage(async ({ page, problems }) => {
      await page.goto(`${server.url}/benchmarks`);
      await page.getByText("Measured on this server").waitFor();
      const project = page.getByRole("region", { name: "Metrics of project 2: table" });
      await project.getByRole("cell", { name: "Reached", exact: true }).waitFor();
      await project.getByText("Not reached").waitFor();
      await project.getByText("Uses test data").waitFor();
      await page.getByText("Left out: x.csv.gz is not in the data folder.").waitFor();
      assert.deepEqual(await accessibilityFaults(page), []);
      assert.deepEqual(problems, []);
    });
  } finally {
    await Deno.remove(dataFolder, { recursive: true });
  }
});

Deno.test({
  name: "Browser: a reproduction is started, followed and cancelled",
  ignore: data === null,
  async fn() {
    await using server = await startServer({ env: { NETSIFT_REPRODUCE_DATA: data! } });
    await withPage(async ({ page, problems }) => {
      await page.goto(`${server.url}/benchmarks`);
      await page.getByRole("button", { name: "Quick run on samples" }).click();
      await page.getByRole("heading", { name: "Running" }).waitFor();
      await page.getByRole("progressbar").waitFor();
      assert.equal(
        (await new Client(server.url).fetch("/benchmarks", {
          method: "POST",
          body: "{}",
        })).status,
        409,
      );
      assert.deepEqual(await accessibilityFaults(page), []);
      const ownServer = await serverOfReproduction(server.pid);
      await page.getByRole("button", { name: "Cancel" }).click();
      await page.getByText("The last reproduction was cancelled.").waitFor();
      await ended(ownServer);
      assert.deepEqual(problems, []);
    });
  },
});
