/**
 * The files of the data sets and what is made of them.
 *
 * @module
 */
import { CIC_IDS_2017, KDD99_TEST, KDD99_TRAIN, NSL_KDD_TEST, NSL_KDD_TRAIN } from "./files.ts";
import type { Dataset, ReproductionSandbox } from "./reproduction_sandbox.ts";

/** Rows of a sample for a quick reproduction. */
const QUICK_ROWS = 5_000;

/** The same of CIC-IDS-2017, in which one row in ten is normal. */
const QUICK_CIC = 15_000;

/** A dataset to train on and one to test on. */
export interface TrainAndTest {
  train: Dataset;
  test: Dataset;
}

/** KDD'99: the 10 % file and `corrected`. */
export function kdd99(sandbox: ReproductionSandbox, quick: boolean): Promise<TrainAndTest> {
  return pair(sandbox, KDD99_TRAIN, KDD99_TEST, quick);
}

/** NSL-KDD: KDDTrain+ and KDDTest+. */
export function nslKdd(sandbox: ReproductionSandbox, quick: boolean): Promise<TrainAndTest> {
  return pair(sandbox, NSL_KDD_TRAIN, NSL_KDD_TEST, quick);
}

/** KDD'99's 10 % file without duplicate rows, three tenths of each label set aside for the test. */
export async function distinctKdd99(
  sandbox: ReproductionSandbox,
  quick: boolean,
): Promise<TrainAndTest> {
  const whole = await sandbox.file(KDD99_TRAIN);
  const [distinct] = await sandbox.derive({ operation: "drop-duplicates", dataset: whole.id });
  const { id } = await sampled(sandbox, distinct, quick);
  const [train, test] = await sandbox.derive({
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
export async function cicIds2017(
  sandbox: ReproductionSandbox,
  quick: boolean,
): Promise<TrainAndTest> {
  const whole = await sandbox.joined("CIC-IDS-2017", CIC_IDS_2017);
  const { id } = await sampled(sandbox, whole, quick, QUICK_CIC);
  const [train, test] = await sandbox.derive({
    operation: "split",
    dataset: id,
    by: "time",
    share: 0.3,
    perLabel: true,
  });
  return { train, test };
}

async function pair(
  sandbox: ReproductionSandbox,
  trainFile: string,
  testFile: string,
  quick: boolean,
): Promise<TrainAndTest> {
  const [train, test] = await Promise.all(
    [trainFile, testFile].map(async (file) => sampled(sandbox, await sandbox.file(file), quick)),
  );
  return { train, test };
}

async function sampled(
  sandbox: ReproductionSandbox,
  dataset: Dataset,
  quick: boolean,
  rows = QUICK_ROWS,
): Promise<Dataset> {
  if (!quick || dataset.rows <= rows) return dataset;
  const [sample] = await sandbox.derive({
    operation: "sample",
    dataset: dataset.id,
    rows,
  });
  return sample;
}
