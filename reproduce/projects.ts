import { cicIds2017Protocol } from "./cic_ids_2017.ts";
import { distinctKdd99Protocol } from "./distinct_kdd99.ts";
import { lstmAutoencodersProtocol } from "./lstm_autoencoders.ts";
import type { Protocol } from "./protocol.ts";
import { tenFeaturesProtocol } from "./ten_features.ts";
import { unlabelledHybridProtocol } from "./unlabelled_hybrid.ts";

/** The five projects that Netsift replaces. */
export const PROJECTS: readonly Protocol[] = [
  distinctKdd99Protocol,
  tenFeaturesProtocol,
  unlabelledHybridProtocol,
  cicIds2017Protocol,
  lstmAutoencodersProtocol,
];
