import assert from "node:assert/strict";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { prepareCheckout } from "./jsr_checkout.ts";

const ROOT = new URL("../../../", import.meta.url);

/** Makes a project whose task prints, from its own process, what `fresh` is there. */
async function withProject(use: (root: string) => Promise<void>): Promise<void> {
  const root = await Deno.makeTempDir();
  const config = (fresh: string) =>
    JSON.stringify({
      tasks: { tell: "deno run -A tell.ts" },
      imports: { fresh },
    });
  const child = `const { stdout } = await new Deno.Command(Deno.execPath(), {
    args: ["eval", "console.log((await import('fresh')).name, ...Deno.args)", ...Deno.args],
  }).output();
  await Deno.stdout.write(stdout);`;
  try {
    await Deno.writeTextFile(join(root, "deno.json"), config("./layer.ts"));
    await Deno.writeTextFile(join(root, "deno.jsr.json"), config("./lib/real.ts"));
    await Deno.writeTextFile(join(root, "layer.ts"), 'export const name = "layer";');
    await Deno.mkdir(join(root, "lib"));
    await Deno.writeTextFile(join(root, "lib", "real.ts"), 'export const name = "real";');
    await Deno.writeTextFile(join(root, "tell.ts"), child);
    await use(root);
  } finally {
    await Deno.remove(root, { recursive: true });
  }
}

Deno.test("prepareCheckout() makes every process follow deno.jsr.json", () =>
  withProject(async (root) => {
    const folder = await prepareCheckout(root);
    const { stdout } = await new Deno.Command(Deno.execPath(), {
      args: ["task", "--cwd", folder, "tell"],
    }).output();
    assert.equal(new TextDecoder().decode(stdout).trim(), "real");
  }));

Deno.test("prepareCheckout() keeps data and packages, and nothing that the project lost", () =>
  withProject(async (root) => {
    await Deno.mkdir(join(root, "data"));
    await Deno.mkdir(join(root, "_fresh"));
    const folder = await prepareCheckout(root);
    for (const name of ["data", "node_modules"]) {
      await Deno.mkdir(join(folder, name));
      await Deno.writeTextFile(join(folder, name, "kept"), "");
    }
    await Deno.remove(join(root, "lib"), { recursive: true });
    await prepareCheckout(root);
    const names = [...Deno.readDirSync(folder)].map(({ name }) => name).sort();
    const expected = ["data", "deno.json", "deno.jsr.json", "layer.ts", "node_modules", "tell.ts"];
    assert.deepEqual(names, expected);
    assert.deepEqual([...Deno.readDirSync(join(folder, "data"))].map(({ name }) => name), ["kept"]);
  }));

Deno.test("deno.jsr.json differs from deno.json in what comes from JSR alone", async () => {
  const read = async (name: string) => JSON.parse(await Deno.readTextFile(new URL(name, ROOT)));
  const [own, jsr] = [await read("deno.json"), await read("deno.jsr.json")];
  for (const name of Object.keys(own.imports)) {
    if (jsr.imports[name]?.startsWith("jsr:")) own.imports[name] = jsr.imports[name];
  }
  for (const name of ["fresh", "fresh/runtime", "fresh/dev"]) {
    assert.match(jsr.imports[name], /^jsr:@fresh\/core@/);
  }
  assert.deepEqual({ ...jsr, lock: null }, { ...own, lock: null });
  assert.equal(jsr.lock, false);
  assert.match(own.tasks.jsr, /\bjsr\.ts$/);
});

Deno.test("tests that use Fresh use nothing that only the layer has", async () => {
  const folder = fileURLToPath(new URL("lib/fresh", ROOT));
  for await (const { name } of Deno.readDir(folder)) {
    if (!/_test\.tsx?$/.test(name)) continue;
    const source = await Deno.readTextFile(join(folder, name));
    const imports = [...source.matchAll(/^(?:import|\} from) .*?"([^"]+)";/gm)].map(([, from]) =>
      from
    );
    if (!imports.some((from) => /^fresh(\/|$)/.test(from))) continue;
    const inner = imports.filter((from) => /^\.\/(?!testdata\/)/.test(from));
    assert.deepEqual(inner, [], `${name} uses Fresh and the inside of the layer`);
  }
});
