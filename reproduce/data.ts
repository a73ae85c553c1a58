/**
 * The files of the data sets and what is made of them.
 *
 * @module
 */
import { type PublicSource, publicSource } from "../lib/datasets/download/sources.ts";
import type { Laboratory, ReadyDataset } from "./laboratory.ts";

export const KDD99_TRAIN = "kddcup99/kddcup.data_10_percent.gz";
export const KDD99_TEST = "kddcup99/corrected.gz";
export const NSL_KDD_TRAIN = "nsl-kdd/KDDTrain+.txt.gz";
export const NSL_KDD_TEST = "nsl-kdd/KDDTest+.txt.gz";

/**
 * CIC-IDS-2017 in the corrected edition of Liu et al. (2022), a file for each class, at most 5,000
 * flows of each drawn at random: of the editions at hand the only one with all fifteen attacks,
 * corrected labels, and time stamps to split by.
 */
export const CIC_IDS_2017 = [
  "BENIGN_5000",
  "Botnet_736",
  "DDoS_5000",
  "DoS_GoldenEye_5000",
  "DoS_Hulk_5000",
  "DoS_Slowhttptest_1740",
  "DoS_Slowloris_3859",
  "FTP-Patator_3972",
  "Heartbleed_11",
  "Infiltration_-_Portscan_5000",
  "Infiltration_36",
  "Portscan_5000",
  "SSH-Patator_2961",
  "Web_Attack_-_Brute_Force_73",
  "Web_Attack_-_SQL_Injection_13",
  "Web_Attack_-_XSS_18",
].map((name) => `cicids2017/improved_sampled_5000/${name}.csv.gz`);

const SOURCES: Record<string, string> = {
  [KDD99_TRAIN]: "kdd99-10-percent",
  [KDD99_TEST]: "kdd99-corrected",
  [NSL_KDD_TRAIN]: "nsl-kdd-train",
  [NSL_KDD_TEST]: "nsl-kdd-test",
};

/** Where a file can be fetched from; `null` where Netsift does not know. */
export function sourceOf(file: string): PublicSource | null {
  return publicSource(SOURCES[file] ?? "");
}

/** Rows of a sample for a quick reproduction. */
const QUICK_ROWS = 20_000;

/** A dataset to train on and one to test on. */
export interface TrainAndTest {
  train: ReadyDataset;
  test: ReadyDataset;
}

/** KDD'99: the 10 % file and `corrected`. */
export function kdd99(lab: Laboratory, quick: boolean): Promise<TrainAndTest> {
  return pair(lab, KDD99_TRAIN, KDD99_TEST, quick);
}

/** NSL-KDD: KDDTrain+ and KDDTest+. */
export function nslKdd(lab: Laboratory, quick: boolean): Promise<TrainAndTest> {
  return pair(lab, NSL_KDD_TRAIN, NSL_KDD_TEST, quick);
}

/** KDD'99's 10 % file without duplicate rows, three tenths of each label set aside for the test. */
export async function distinctKdd99(lab: Laboratory, quick: boolean): Promise<TrainAndTest> {
  const whole = await lab.file(KDD99_TRAIN);
  const [distinct] = await lab.derive({ operation: "drop-duplicates", dataset: whole.id });
  const { id } = await sampled(lab, distinct, quick);
  const [train, test] = await lab.derive({
    operation: "split",
    dataset: id,
    by: "random",
    share: 0.3,
    seed: 42,
    perLabel: true,
    name: "KDD'99, distinct",
  });
  return { train, test };
}

/** CIC-IDS-2017: the last three tenths of each class by time are the test. */
export async function cicIds2017(lab: Laboratory): Promise<TrainAndTest> {
  const files = await Promise.all(CIC_IDS_2017.map((path) => lab.file(path)));
  const [whole] = await lab.derive({
    operation: "combine",
    datasets: files.map(({ id }) => id),
    name: "CIC-IDS-2017",
  });
  const [train, test] = await lab.derive({
    operation: "split",
    dataset: whole.id,
    by: "time",
    share: 0.3,
    perLabel: true,
  });
  return { train, test };
}

async function pair(
  lab: Laboratory,
  trainFile: string,
  testFile: string,
  quick: boolean,
): Promise<TrainAndTest> {
  const [train, test] = await Promise.all(
    [trainFile, testFile].map(async (file) => sampled(lab, await lab.file(file), quick)),
  );
  return { train, test };
}

async function sampled(
  lab: Laboratory,
  dataset: ReadyDataset,
  quick: boolean,
): Promise<ReadyDataset> {
  if (!quick || dataset.profile.rows <= QUICK_ROWS) return dataset;
  const [sample] = await lab.derive({ operation: "sample", dataset: dataset.id, rows: QUICK_ROWS });
  return sample;
}
