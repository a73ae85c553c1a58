import { Builder } from "fresh/dev";
import { readConfig } from "./lib/base/config.ts";
import { requireDeno } from "./lib/base/process/required_deno.ts";

const builder = new Builder({
  root: import.meta.dirname,
  // Tests, and the parts of islands in the folders of `islands/`, which are no islands themselves.
  ignore: [/[._]test\.[jt]sx?$/, /[/\\]islands[/\\][^/\\]+[/\\][^/\\]+$/],
});

orTell(() => requireDeno(Deno.version.deno));
if (Deno.args.includes("build")) await builder.build();
else {
  const { host, port } = orTell(() => readConfig(Deno.env.toObject()));
  await builder.listen(() => import("./main.ts"), { hostname: host, port });
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
