import { BehaviourAnalysis } from "../../lib/behaviour/analysis.ts";
import type { ConnectionBlock, ConnectionNames } from "../../lib/behaviour/connection_block.ts";
import { DAY } from "../../lib/datasets/demo/office/clock.ts";
import type { OfficeDay } from "../../lib/datasets/demo/office/scenario.ts";
import type { Contender, Verdict } from "./contender.ts";

/** The checks of `lib/behaviour`, told which period is known to be clean. */
export class BehaviourChecks implements Contender {
  readonly #analysis: BehaviourAnalysis;
  readonly #ranking: Verdict["ranking"] = new Map();

  constructor(names: ConnectionNames, falseFindings: number, firstJudged: number) {
    this.#analysis = new BehaviourAnalysis(names, {
      falseFindings,
      baseline: { to: firstJudged },
      onDay: ({ from, hosts }) =>
        this.#ranking.set(
          Math.floor(from / DAY) * DAY,
          hosts.map(({ host, p }) => ({ host, score: -Math.log10(p) })),
        ),
    });
  }

  push(_day: OfficeDay, block: ConnectionBlock): void {
    this.#analysis.push(block);
  }

  finish(): Verdict {
    return { claims: this.#analysis.finish().findings, ranking: this.#ranking };
  }
}
