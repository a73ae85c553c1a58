import { HOUR, MINUTE } from "../clock.ts";
import { tcpFailure, udp } from "../exchange.ts";
import { ACCESS_RANGES, addressIn } from "../places.ts";
import { newAddress, pickActor, pickHours, type ScriptWriter, spread } from "./stage.ts";

/** Addresses outside that take part. */
const SOURCES = 400;

/**
 * Thousands of connections in a few minutes: from a machine inside to an address outside or to a
 * server, or from many addresses outside to the web server. Half the strength is half as many.
 */
export const flood: ScriptWriter = (stage) => {
  const { office, draws, amount } = stage;
  const minutes = draws.uniform(3, 20);
  const count = Math.round(amount * draws.size(6_000, 0.5));
  const isInbound = draws.chance(0.35);
  const { host, time } = isInbound
    ? { host: draws.pick(office.servers.web), time: pickHours(stage, minutes * MINUTE / HOUR) }
    : pickActor(stage, minutes * MINUTE / HOUR);
  const victim = draws.chance(0.5) ? draws.pick(office.servers.web).address : newAddress(stage);
  const isUdp = draws.chance(0.3);
  const port = isUdp ? draws.pick([53, 123, 1900, 80]) : draws.pick([80, 443]);
  const answers = draws.uniform(0, 0.3);
  const sources = Array.from(
    { length: isInbound ? SOURCES : 0 },
    () => addressIn(draws, draws.pick(ACCESS_RANGES)),
  );
  return {
    hosts: [host.address],
    affected: isInbound ? sources : [victim],
    ...time,
    play(draws, add) {
      for (const moment of spread(draws, time, count)) {
        const ends = {
          time: moment,
          source: isInbound ? draws.pick(sources) : host.address,
          destination: isInbound ? host.address : victim,
          port,
        };
        const received = draws.chance(answers) ? 60 : 0;
        if (isUdp) {
          const exchange = {
            service: "",
            duration: 0.01,
            sent: draws.between(20, 1_300),
            received,
          };
          add(udp(draws, { ...ends, ...exchange }));
        } else add(tcpFailure(draws, ends, received > 0 ? "REJ" : "S0"));
      }
    },
  };
};
