import assert from "node:assert/strict";
import { type KnownFile, knownTestOf } from "./known_pairs.ts";

let ids = 0;
function file(format: KnownFile["format"], rows: number, ...names: string[]): KnownFile {
  return { id: `ds-${ids++}`, format, rows, names };
}

const nslTest = file("nsl-kdd", 22_544, "KDDTest+.txt");
const corrected = file("kdd99", 311_029, "KDD'99, test data with corrected labels");
const unswTest = file("unsw-nb15", 82_332, "UNSW_NB15_testing-set.csv");
const others = [
  file("nsl-kdd", 11_850, "KDDTest-21.txt"),
  file("csv", 22_544, "KDDTest+.txt"),
  file("kdd99", 311_029, "unlabeled"),
  file("unsw-nb15", 700_001, "UNSW-NB15_1.csv"),
];
const all = [...others, nslTest, corrected, unswTest];

Deno.test("knownTestOf() finds the test file of each published training file", () => {
  const pairs: [KnownFile, KnownFile][] = [
    [file("nsl-kdd", 125_973, "KDDTrain+.txt"), nslTest],
    [file("nsl-kdd", 125_973, "my data", "KDDTrain+.txt"), nslTest],
    [file("arff", 125_973, "KDDTrain+.arff"), nslTest],
    [file("nsl-kdd", 25_192, "KDDTrain+_20Percent.txt"), nslTest],
    [file("nsl-kdd", 125_973, "renamed", "nsl-kdd-train"), nslTest],
    [file("kdd99", 494_021, "kddcup.data_10_percent.gz"), corrected],
    [file("kdd99", 4_898_431, "renamed", "kdd99-full"), corrected],
    [file("unsw-nb15", 175_341, "UNSW_NB15_training-set.csv"), unswTest],
    [file("unsw-nb15", 175_341, "UNSW_NB15_testing-set.csv"), unswTest],
  ];
  for (const [train, test] of pairs) {
    const known = knownTestOf(train, all);
    assert.equal(known?.test, test, train.names.join());
    assert.match(known!.reason, /is selected/);
  }
});

Deno.test("knownTestOf() does not go by the name, the format or the rows alone", () => {
  const strangers = [
    file("csv", 125_973, "KDDTrain+.txt"),
    file("nsl-kdd", 5_000, "KDDTrain+.txt"),
    file("nsl-kdd", 125_973, "own.csv"),
    file("nsl-kdd", 22_544, "KDDTest+.txt"),
    file("kdd99", 311_029, "corrected.gz"),
    file("unsw-nb15", 82_332, "UNSW_NB15_training-set.csv"),
    file(null, 0, "KDDTrain+.txt"),
  ];
  for (const train of strangers) assert.equal(knownTestOf(train, all), null, train.names.join());
});

Deno.test("knownTestOf() finds nothing where the test file is not there", () => {
  assert.equal(knownTestOf(file("nsl-kdd", 125_973, "KDDTrain+.txt"), others), null);
});
