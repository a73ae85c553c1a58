/**
 * The four kinds of attack that KDD Cup 1999 and NSL-KDD tell apart.
 *
 * Sources: the task description of KDD Cup 1999, with "training_attack_types" for the labels of the
 * training data; M. Tavallaee et al., "A Detailed Analysis of the KDD CUP 99 Data Set", CISDA 2009,
 * for those of the test data. `httptunnel` counts as U2R, as in the results of the contest.
 *
 * @module
 */
import type { DatasetFormat } from "../../resources/dataset.ts";

const KDD: Record<string, string> = Object.fromEntries(
  Object.entries({
    DoS: "back land neptune pod smurf teardrop apache2 mailbomb processtable udpstorm",
    Probe: "ipsweep nmap portsweep satan mscan saint",
    R2L: "ftp_write guess_passwd imap multihop phf spy warezclient warezmaster named sendmail " +
      "snmpgetattack snmpguess worm xlock xsnoop",
    U2R: "buffer_overflow loadmodule perl rootkit httptunnel ps sqlattack xterm",
  }).flatMap(([category, labels]) => labels.split(" ").map((label) => [label, category])),
);

/** Categories of attack by label, where the format has known ones; empty for others. */
export function attackCategories(format: DatasetFormat | null): Record<string, string> {
  return format === "kdd99" || format === "nsl-kdd" ? KDD : {};
}
