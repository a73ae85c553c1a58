import { MINUTE } from "../clock.ts";
import { tcp, tcpFailure } from "../exchange.ts";
import { newAddress, pickActor, type ScriptWriter } from "./stage.ts";

const MOST_JITTER = 0.4;

/**
 * A machine calls an address outside by a timer, with a jitter of 0 to 40 %. Half the strength lasts
 * half as long.
 */
export const beacon: ScriptWriter = (stage) => {
  const { draws, amount } = stage;
  const { host, time } = pickActor(stage, amount * draws.uniform(5, 8));
  const destination = newAddress(stage);
  const interval = draws.uniform(1, 12) * MINUTE;
  const jitter = draws.uniform(0, MOST_JITTER);
  const [port, service] = draws.weighted<[number, string]>([
    [[443, "ssl"], 6],
    [[80, "http"], 2],
    [[8080, "http"], 1],
    [[53, "dns"], 1],
  ]);
  const sent = draws.between(200, 2_500);
  const received = draws.between(150, 6_000);
  return {
    hosts: [host.address],
    affected: [],
    ...time,
    play(draws, add) {
      let moment = time.from;
      while (moment < time.to) {
        const ends = { time: moment, source: host.address, destination, port };
        if (draws.chance(0.02)) add(tcpFailure(draws, ends, "S0"));
        else {
          // Now and then it is told to do something.
          const isTask = draws.chance(0.04);
          add(tcp(draws, {
            ...ends,
            service,
            duration: draws.uniform(0.1, 1.5),
            sent: isTask ? draws.size(40_000, 1) : sent + draws.integer(80),
            received: received + draws.integer(120),
          }));
        }
        moment += interval * (1 + jitter * draws.uniform(-1, 1));
      }
    },
  };
};
