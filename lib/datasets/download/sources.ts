/**
 * Public datasets that Netsift can fetch from their sources.
 *
 * @module
 */

/** A public dataset. */
export interface PublicSource {
  id: string;
  title: string;
  /** What it is, in a sentence. */
  summary: string;
  rows: number;
  url: string;
  /** Hosts that the address may lead to, its own among them. */
  hosts: string[];
  /** Size of the file; `isExact` where every byte is known. */
  size: { bytes: number; isExact: boolean };
  checksum: Checksum;
  /** Who made it, and on which terms it may be used. */
  attribution: string;
  /** A page about it. */
  page: string;
}

/** SHA-256 in hexadecimal, of the file as it comes or of what it holds once decompressed. */
export interface Checksum {
  of: "file" | "content";
  sha256: string;
}

const UCI = {
  hosts: ["kdd.ics.uci.edu", "archive.ics.uci.edu"],
  attribution: "Stolfo, Fan, Lee, Prodromidis and Chan, UCI KDD Archive, CC BY 4.0",
  page: "https://doi.org/10.24432/C51C7N",
};

const UNB = {
  hosts: ["raw.githubusercontent.com"],
  attribution:
    "Canadian Institute for Cybersecurity, University of New Brunswick; cite Tavallaee, Bagheri, Lu and Ghorbani (2009)",
  page: "https://www.unb.ca/cic/datasets/nsl.html",
};

/**
 * The public datasets. The checksums of KDD'99's training files are those that scikit-learn pins;
 * those of NSL-KDD are of the files that the Canadian Institute for Cybersecurity published.
 */
export const PUBLIC_SOURCES: readonly PublicSource[] = [
  {
    id: "kdd99-10-percent",
    title: "KDD'99, 10 % of the training data",
    summary: "The part of KDD Cup 1999 that most papers train on.",
    rows: 494_021,
    url: "https://kdd.ics.uci.edu/databases/kddcup99/kddcup.data_10_percent.gz",
    size: { bytes: 2_144_903, isExact: true },
    checksum: {
      of: "file",
      sha256: "8045aca0d84e70e622d1148d7df782496f6333bf6eb979a1b0837c42a9fd9561",
    },
    ...UCI,
  },
  {
    id: "kdd99-corrected",
    title: "KDD'99, test data with corrected labels",
    summary: "Other attacks in other shares than in the training data.",
    rows: 311_029,
    url: "https://kdd.ics.uci.edu/databases/kddcup99/corrected.gz",
    size: { bytes: 1_400_000, isExact: false },
    checksum: {
      of: "content",
      sha256: "547dfb9c0f0dc1d9944219ec79e851191faebaeb8acbfa1cd171c418397052a4",
    },
    ...UCI,
  },
  {
    id: "kdd99-full",
    title: "KDD'99, all training data",
    summary: "Seven weeks of connections; four in five rows repeat another.",
    rows: 4_898_431,
    url: "https://kdd.ics.uci.edu/databases/kddcup99/kddcup.data.gz",
    size: { bytes: 18_000_000, isExact: false },
    checksum: {
      of: "file",
      sha256: "3b6c942aa0356c0ca35b7b595a26c89d343652c9db428893e7494f837b274292",
    },
    ...UCI,
  },
  {
    id: "nsl-kdd-train",
    title: "NSL-KDD, training data",
    summary: "KDD'99 without duplicates, with fewer easy records.",
    rows: 125_973,
    url: "https://raw.githubusercontent.com/defcom17/NSL_KDD/master/KDDTrain%2B.txt",
    size: { bytes: 19_109_424, isExact: true },
    checksum: {
      of: "file",
      sha256: "1b86d2f957b33082081bba410fe129b475efebcc13c9014c3f447c8271aadf95",
    },
    ...UNB,
  },
  {
    id: "nsl-kdd-test",
    title: "NSL-KDD, test data",
    summary: "The test data that belong to the training data above.",
    rows: 22_544,
    url: "https://raw.githubusercontent.com/defcom17/NSL_KDD/master/KDDTest%2B.txt",
    size: { bytes: 3_441_513, isExact: true },
    checksum: {
      of: "file",
      sha256: "fa46b0935342616aa83b7c2578db355b6a7aaabbc492248172c7a1e8b7ab8f84",
    },
    ...UNB,
  },
];

/** The public dataset of an id, or `null`. */
export function publicSource(id: string): PublicSource | null {
  return PUBLIC_SOURCES.find((source) => source.id === id) ?? null;
}

/**
 * The same file at a mirror: every file of the catalogue lies under `base` by the last part of its
 * path, and no other host is followed.
 */
export function atMirror(source: PublicSource, base: string | null): PublicSource {
  if (base === null) return source;
  const file = source.url.slice(source.url.lastIndexOf("/") + 1);
  const url = new URL(file, base.endsWith("/") ? base : `${base}/`);
  return { ...source, url: url.href, hosts: [url.host] };
}
