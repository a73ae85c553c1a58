import assert from "node:assert/strict";
import { isNormalLabel, meaningOf, normalLabels } from "./labels.ts";

Deno.test("isNormalLabel() knows the words for normal traffic", () => {
  for (const label of ["normal", "Normal.", "BENIGN", "0", " legitimate ", "Background"]) {
    assert.equal(isNormalLabel(label), true, label);
  }
  for (const label of ["smurf", "1", "", "abnormal", "not normal"]) {
    assert.equal(isNormalLabel(label), false, label);
  }
});

Deno.test("isNormalLabel() finds them in every spelling", () => {
  for (
    const label of [
      ...[
        "BenignTraffic",
        "Benign_Final",
        "benigntraffic",
        "Normal Traffic",
        "clean",
        "Legit",
        "good",
      ],
      ...["-   Benign   -", "(empty)   benign   -", "flow=From-Normal-V50-Grill", "NormalFlow"],
      ...["flow=Background-TCP-Established", "No attack", "non-malicious", "0.0"],
    ]
  ) assert.equal(isNormalLabel(label), true, label);
  for (
    const label of [
      ...[
        "flow=From-Botnet-V50-1-TCP",
        "(empty)   Malicious   PartOfAHorizontalPortScan",
        "Attack",
      ],
      ...["not_benign", "Abnormal Traffic", "NonBenign", "Infiltration", "normalised", "10"],
    ]
  ) assert.equal(isNormalLabel(label), false, label);
});

Deno.test("meaningOf() reads from a name what yes means", () => {
  for (
    const name of ["is_attack", "Attack_label", "malicious", "isAnomaly", "attack_t", "Botnet"]
  ) {
    assert.equal(meaningOf(name), "attack", name);
  }
  for (const name of ["is_benign", "isNormal", "legit", "not_malicious"]) {
    assert.equal(meaningOf(name), "normal", name);
  }
  for (const name of ["label", "class", "y", "target"]) {
    assert.equal(meaningOf(name), "unknown", name);
  }
});

Deno.test("normalLabels() looks at words, then at the column's name, and else asks", () => {
  const tell = (column: string, counts: Record<string, number>) => {
    const labels = Object.entries(counts).map(([name, count]) => ({ name, count }));
    const { normal, told } = normalLabels(labels, column);
    return [told, ...normal];
  };
  assert.deepEqual(tell("class", { Normal: 5, Bots: 9 }), ["words", "Normal"]);
  assert.deepEqual(tell("label", { clean: 5, malicious: 9 }), ["words", "clean"]);
  assert.deepEqual(tell("is_attack", { No: 5, Yes: 9 }), ["name", "No"]);
  assert.deepEqual(tell("is_attack", { False: 5, True: 9 }), ["name", "False"]);
  assert.deepEqual(tell("attack", { "-1": 5, "1": 9 }), ["name", "-1"]);
  assert.deepEqual(tell("is_benign", { "0": 5, "1": 9 }), ["name", "1"]);
  assert.deepEqual(tell("attack_t", { none: 5, code_red: 9 }), ["name", "none"]);
  // By custom, where most records bear it out, to be confirmed.
  assert.deepEqual(tell("label", { "0": 9, "1": 5 }), ["custom", "0"]);
  assert.deepEqual(tell("y", { False: 9, True: 5 }), ["custom", "False"]);
  // Asked.
  assert.deepEqual(tell("label", { "0": 5, "1": 9 }), ["no"]);
  assert.deepEqual(tell("label", { "-1": 9, "1": 5 }), ["no"]);
  assert.deepEqual(tell("label", { "-1": 5, "1": 9 }), ["no"]);
  assert.deepEqual(tell("class", { red: 5, blue: 9 }), ["no"]);
});
