/**
 * Writes packets of the simulated office to standard output until there are so many bytes.
 *
 * @module
 */
import { planOfficeDemo } from "../../lib/datasets/demo/office/demo.ts";
import type { OfficeConnection } from "../../lib/datasets/demo/office/connection.ts";
import { writeOfficeCapture } from "../../lib/datasets/demo/office/packets/write_capture.ts";

const OFFICE = { days: 60, hosts: 500, incidents: 3, labels: false, seed: 1 } as const;
const DAY = 86_400_000;
/** Bytes of a connection in each direction, so that there are many flows. */
const MOST_PAYLOAD = 2 ** 16;

const most = Number(Deno.args[0]);
const { scenario, incidents } = planOfficeDemo({ ...OFFICE, form: "capture" });

/** Weeks on weeks, each later than the one before. */
function* connections(): Generator<OfficeConnection> {
  for (let round = 0;; round++) {
    const later = round * OFFICE.days * DAY;
    for (const day of scenario.days(incidents)) {
      for (const each of day.connections) yield { ...each, time: each.time + later };
    }
  }
}

let written = 0;
writeOfficeCapture(connections(), (bytes) => {
  for (let at = 0; at < bytes.length;) at += Deno.stdout.writeSync(bytes.subarray(at));
  written += bytes.length;
  if (written >= most) Deno.exit(0);
}, { isLocal: (address) => scenario.isLocal(address), mostPayload: MOST_PAYLOAD });
