import assert from "node:assert/strict";
import { dirname, join } from "node:path";
import { selectTests } from "./select_tests.ts";

async function checkout(): Promise<string> {
  const root = await Deno.makeTempDir({ prefix: "netsift-select-" });
  for (
    const file of [
      "lib/a.ts",
      "lib/a_test.ts",
      "lib/inner/b_test.tsx",
      "tests/c_test.ts",
      "tests/run.ts",
      "node_modules/x/d_test.ts",
      ".hidden/e_test.ts",
    ]
  ) {
    await Deno.mkdir(dirname(join(root, file)), { recursive: true });
    await Deno.writeTextFile(join(root, file), "");
  }
  return root;
}

Deno.test("selectTests() finds every test file, or those below what is named", async () => {
  const root = await checkout();
  const select = async (...args: string[]) =>
    (await selectTests(args, root, ["node_modules"]))?.files;
  assert.deepEqual(await select(), ["lib/a_test.ts", "lib/inner/b_test.tsx", "tests/c_test.ts"]);
  assert.deepEqual(await select("lib/inner", "tests/c_test.ts", "tests"), [
    "lib/inner/b_test.tsx",
    "tests/c_test.ts",
  ]);
  await assert.rejects(select("nowhere"), Deno.errors.NotFound);
  await Deno.remove(root, { recursive: true });
});

Deno.test("selectTests() hands filters on and leaves other flags to deno test", async () => {
  const root = await checkout();
  const { files, flags, examples } = (await selectTests(["--filter", "lib", "lib"], root, []))!;
  assert.deepEqual([files.length, flags, examples], [2, ["--filter", "lib"], ["lib"]]);
  assert.deepEqual((await selectTests(["tests/c_test.ts"], root, []))!.examples, []);
  assert.equal(await selectTests(["--watch", "lib"], root, []), null);
  await Deno.remove(root, { recursive: true });
});
