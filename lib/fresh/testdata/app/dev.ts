import { Builder } from "fresh/dev";

const port = Number(Deno.args[0] ?? 8000);
const builder = new Builder({ root: import.meta.dirname });
if (Deno.args.includes("build")) await builder.build();
else await builder.listen(() => import("./main.ts"), { hostname: "127.0.0.1", port });
