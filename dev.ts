import * as esbuild from "esbuild";
import { Builder } from "fresh/dev";
import { readConfig } from "./lib/base/config.ts";
import { requireDeno } from "./lib/base/process/required_deno.ts";

const root = import.meta.dirname!;
const builder = new Builder({
  root,
  // Tests, and the parts of islands in the folders of `islands/`, which are no islands themselves.
  ignore: [/[._]test\.[jt]sx?$/, /[/\\]islands[/\\][^/\\]+[/\\][^/\\]+$/],
});

orTell(() => requireDeno(Deno.version.deno));
await bundleStyles();
if (Deno.args.includes("build")) await builder.build();
else {
  const { host, port } = orTell(() => readConfig(Deno.env.toObject()));
  await builder.listen(() => import("./main.ts"), { hostname: host, port });
}

/** Bundles the sheets of `styles/` into the one that pages load, in one request. */
async function bundleStyles(): Promise<void> {
  try {
    const { outputFiles: [{ path, text }] } = await esbuild.build({
      absWorkingDir: root,
      entryPoints: ["styles/main.css"],
      outfile: "static/styles.css",
      bundle: true,
      minify: true,
      write: false,
    });
    // What has not changed is not written: `--watch` would start this again.
    if (await Deno.readTextFile(path).catch(() => "") !== text) {
      await Deno.writeTextFile(path, text);
    }
  } finally {
    await esbuild.stop();
  }
}

/** What is wrong with this machine or a setting is told in a line. */
function orTell<Value>(read: () => Value): Value {
  try {
    return read();
  } catch (error) {
    console.error((error as Error).message);
    Deno.exit(1);
  }
}
