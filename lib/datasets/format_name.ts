import type { DatasetFormat } from "../resources/dataset.ts";

const NAMES: Record<DatasetFormat, string> = {
  "kdd99": "KDD Cup 1999",
  "nsl-kdd": "NSL-KDD",
  "cic-ids-2017": "CIC-IDS-2017",
  "unsw-nb15": "UNSW-NB15",
  "csv": "CSV",
  "arff": "ARFF",
  "parquet": "Parquet",
  "ndjson": "NDJSON",
  "zeek": "Zeek log",
  "argus": "Argus CSV",
  "nfdump": "nfdump CSV",
  "capture": "Packet capture",
  "nfcapd": "nfcapd file",
};

/** What people call a format. */
export function formatName(format: DatasetFormat): string {
  return NAMES[format];
}
