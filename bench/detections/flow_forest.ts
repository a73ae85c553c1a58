import type { OfficeConnection } from "../../lib/datasets/demo/office/connection.ts";
import type { OfficeDay } from "../../lib/datasets/demo/office/scenario.ts";
import { createDetector } from "../../lib/detectors/registry.ts";
import type { Detector } from "../../lib/detectors/detector.ts";
import type { Matrix } from "../../lib/learning/matrix.ts";
import type { Contender, Verdict } from "./contender.ts";
import { verdictOfScores } from "./host_day_scores.ts";

const NAMES = [
  "duration",
  "source bytes",
  "destination bytes",
  "source packets",
  "destination packets",
  "port",
  "is TCP",
  "is UDP",
  "failed",
];
/** Days that the forest learns from. */
const TRAINING_DAYS = 7;
/** Share of the training flows that are above the limit of a flow. */
const FLAGGED_FLOWS = 0.03;
const SEED = 1;

/**
 * An isolation forest on single flows, which sees neither hosts nor time: a host's day has as many
 * points as it opened flows above a limit.
 */
export class FlowForest implements Contender {
  readonly #isOwn: (host: string) => boolean;
  readonly #dial: { falseFindings: number; firstJudged: number };
  readonly #training: OfficeConnection[] = [];
  readonly #scores = new Map<number, Map<string, number>>();
  #days = 0;
  #forest: Detector | null = null;
  #limit = NaN;
  #firstScored = NaN;

  constructor(
    isOwn: (host: string) => boolean,
    dial: { falseFindings: number; firstJudged: number },
  ) {
    this.#isOwn = isOwn;
    this.#dial = dial;
  }

  async push({ start, connections }: OfficeDay): Promise<void> {
    if (this.#days++ < TRAINING_DAYS) {
      for (const each of connections) this.#training.push(each);
      return;
    }
    const forest = this.#forest ??= await this.#fit(start);
    const scores = await forest.score(matrixOf(connections));
    const points = new Map<string, number>();
    connections.forEach(({ source }, row) => {
      if (!this.#isOwn(source)) return;
      // The highest score decides among hosts with as many points.
      const score = scores[row];
      points.set(source, (points.get(source) ?? 0) + (score > this.#limit ? 1 : 0) + score * 1e-6);
    });
    this.#scores.set(start, points);
  }

  async #fit(start: number): Promise<Detector> {
    const x = matrixOf(this.#training.splice(0));
    const forest = await createDetector("isolation-forest", {});
    await forest.fit(x, { seed: SEED, heldOut: (member) => member.score(x) });
    const scores = (await forest.score(x)).toSorted();
    this.#limit = scores[Math.floor(scores.length * (1 - FLAGGED_FLOWS))];
    this.#firstScored = start;
    return forest;
  }

  finish(): Verdict {
    this.#forest?.dispose();
    return verdictOfScores(this.#scores, { ...this.#dial, firstScored: this.#firstScored });
  }
}

function matrixOf(connections: readonly OfficeConnection[]): Matrix {
  const cols = NAMES.length;
  const data = new Float32Array(connections.length * cols);
  connections.forEach((each, row) => {
    const amounts = [
      each.duration,
      each.sourceBytes,
      each.destinationBytes,
      each.sourcePackets,
      each.destinationPackets,
      each.destinationPort,
    ];
    amounts.forEach((amount, col) => data[row * cols + col] = Math.log1p(amount || 0));
    data[row * cols + 6] = Number(each.protocol === "tcp");
    data[row * cols + 7] = Number(each.protocol === "udp");
    data[row * cols + 8] = Number(each.state === "S0" || each.state === "REJ");
  });
  return { data, rows: connections.length, cols, names: NAMES };
}
