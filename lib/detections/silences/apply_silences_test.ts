import assert from "node:assert/strict";
import type { UnusualHost } from "../../resources/detection.ts";
import type { Silence } from "../../resources/silence.ts";
import { numberFindings } from "../findings/finding_files.ts";
import { hostsWithout } from "./apply_silences.ts";

const FINDINGS = numberFindings(
  ([["a", "beacon", 90], ["b", "beacon", 80], ["a", "rare", 40]] as const)
    .map(([host, check, severity]) => ({
      ...{ host, check, severity, kind: "behaviour" as const, from: 0, to: 1, p: 0.01 },
      ...{
        typical: "",
        actual: "",
        text: `${host} ${check}`,
        selector: { from: 0, to: 1 },
        records: 1,
      },
    })),
);

const HOSTS = ([["a", 92, 2], ["b", 80, 1]] as const).map((
  [host, severity, findings],
): UnusualHost => ({
  ...{ host, severity, findings, records: 5, flagged: 0, firstSeen: "", lastSeen: "" },
  reasons: FINDINGS.filter((one) => one.host === host).map(({ text }) => text),
}));

const silence = (part: Partial<Silence>): Silence => ({
  ...{ id: "s", createdAt: "", host: "a", reason: "planned", until: null },
  ...part,
});

Deno.test("hostsWithout() takes silenced findings away and puts the worst first", () => {
  const shown = (silences: Silence[]) =>
    hostsWithout(silences, HOSTS, FINDINGS).map((
      { host, severity, findings, reasons },
    ) => [host, severity, findings, ...reasons]);
  assert.deepEqual(shown([]), [["a", 92, 2, "a beacon", "a rare"], ["b", 80, 1, "b beacon"]]);
  assert.deepEqual(shown([silence({ check: "beacon" })]), [
    ["b", 80, 1, "b beacon"],
    ["a", 40, 1, "a rare"],
  ]);
  assert.deepEqual(shown([silence({})]), [["b", 80, 1, "b beacon"], ["a", 0, 0]]);
  assert.deepEqual(shown([silence({ host: "c" })]).length, 2);
});
