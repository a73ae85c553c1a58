/**
 * The files of the data sets.
 *
 * @module
 */
import { join } from "node:path";

export const KDD99_TRAIN = "kddcup99/kddcup.data_10_percent.gz";

export const KDD99_TEST = "kddcup99/corrected.gz";

export const NSL_KDD_TRAIN = "nsl-kdd/KDDTrain+.txt.gz";

export const NSL_KDD_TEST = "nsl-kdd/KDDTest+.txt.gz";

/**
 * CIC-IDS-2017 in the corrected edition of Liu et al. (2022), a file for each class, at most 5,000
 * flows of each drawn at random: of the editions available the only one with all fifteen attacks,
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

/** The id of the public source of a file, as `GET /api/v1/sources` lists it; `null` without one. */
export function sourceOf(file: string): string | null {
  return SOURCES[file] ?? null;
}

/**
 * Those of the files that are not there.
 *
 * @param folder where to look; `null`: what has no public source is not there
 */
export async function missingFiles(files: string[], folder: string | null): Promise<string[]> {
  const isThere = await Promise.all(
    files.map((file) =>
      folder === null
        ? sourceOf(file) !== null
        : Deno.stat(join(folder, file)).then(({ isFile }) => isFile, () => false)
    ),
  );
  return files.filter((_, i) => !isThere[i]);
}
