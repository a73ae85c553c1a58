import { SECOND } from "../clock.ts";
import { echo, udp } from "../exchange.ts";
import { newAddress, pickActor, type ScriptWriter, spread } from "./stage.ts";

/**
 * Data is hidden in names that are asked for, through the office's name server or past it. Half the
 * strength is half as many questions.
 */
export const dnsTunnel: ScriptWriter = (stage) => {
  const { office, draws, amount } = stage;
  const { host, time } = pickActor(stage, draws.uniform(0.5, 4));
  const questions = Math.round(amount * draws.size(2_500, 0.5));
  const isDirect = draws.chance(0.3);
  const nameServer = draws.pick(office.servers.names).address;
  const outside = newAddress(stage);
  const sent = draws.between(90, 220);
  const received = draws.between(120, 420);
  return {
    hosts: [host.address],
    affected: isDirect ? [] : [nameServer],
    ...time,
    play(draws, add) {
      for (const moment of spread(draws, time, questions)) {
        const question = {
          time: moment,
          port: 53,
          service: "dns",
          duration: draws.uniform(0.02, 0.12),
          sent: sent + draws.between(-20, 20),
          received: received + draws.between(-40, 40),
        };
        const asked = isDirect ? outside : nameServer;
        add(udp(draws, { ...question, source: host.address, destination: asked }));
        if (!isDirect) add(udp(draws, { ...question, source: asked, destination: outside }));
      }
    },
  };
};

/** Data is hidden in pings to one address outside. Half the strength is half as many. */
export const icmpTunnel: ScriptWriter = (stage) => {
  const { draws, amount } = stage;
  const { host, time } = pickActor(stage, draws.uniform(0.5, 4));
  const stretches = draws.between(12, 80);
  const requests = Math.max(2, Math.round(amount * draws.size(3_000, 0.5) / stretches));
  const bytes = draws.between(300, 1_400);
  const destination = newAddress(stage);
  return {
    hosts: [host.address],
    affected: [],
    ...time,
    play(draws, add) {
      for (const moment of spread(draws, time, stretches)) {
        const interval = draws.uniform(0.02, 0.3);
        const isShort = draws.chance(0.1);
        add(echo({
          time: Math.min(moment, time.to - SECOND),
          source: host.address,
          destination,
          requests: isShort ? 2 : Math.max(2, Math.round(requests * draws.uniform(0.6, 1.4))),
          bytes: bytes - draws.integer(60),
          interval,
        }));
      }
    },
  };
};
