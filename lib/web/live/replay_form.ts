import type { ReplayDataset } from "../../monitoring/replay/replay_dataset.ts";
import type { ReplaySpeed } from "../../monitoring/replay/replay_request.ts";

/** A speed that the form offers. */
export interface SpeedChoice {
  value: string;
  text: string;
  speed: ReplaySpeed;
}

const RATES = [10, 50, 200, 1000, 5000];

const FACTORS = [1, 10, 60, 600, 3600];

/** The speeds that a dataset can be replayed at. */
export function speedChoices({ timeColumns }: ReplayDataset): SpeedChoice[] {
  return [
    ...RATES.map((rate) => ({
      value: `rate-${rate}`,
      text: `${rate.toLocaleString("en-GB")} records per second`,
      speed: { recordsPerSecond: rate },
    })),
    ...timeColumns.flatMap((timeColumn) =>
      FACTORS.map((factor) => ({
        value: `time-${factor}-${timeColumn}`,
        text: factor === 1
          ? `Original speed, by ${timeColumn}`
          : `${factor.toLocaleString("en-GB")} times the original speed, by ${timeColumn}`,
        speed: { timeColumn, factor },
      }))
    ),
  ];
}

/** The speed that the form begins with. */
export const FIRST_SPEED = "rate-50";
