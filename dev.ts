import { Builder } from "fresh/dev";
import { readConfig } from "./lib/config.ts";

const builder = new Builder({ root: import.meta.dirname });

if (Deno.args.includes("build")) await builder.build();
else {
  const { host, port } = readConfig(Deno.env.toObject());
  await builder.listen(() => import("./main.ts"), { hostname: host, port });
}
