import { Builder } from "fresh/dev";
import { readConfig } from "./lib/config.ts";

const builder = new Builder({ root: import.meta.dirname });

if (Deno.args.includes("build")) await builder.build();
else {
  const { host, port } = settings();
  await builder.listen(() => import("./main.ts"), { hostname: host, port });
}

/** The settings; what is wrong with one is told in a line. */
function settings() {
  try {
    return readConfig(Deno.env.toObject());
  } catch (error) {
    console.error((error as Error).message);
    Deno.exit(1);
  }
}
