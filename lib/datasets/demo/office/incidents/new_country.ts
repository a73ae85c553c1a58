import { tcp } from "../exchange.ts";
import { addressOfCountry, FAR_COUNTRIES } from "../places.ts";
import { pickActor, pickHours, type ScriptWriter, spread } from "./stage.ts";

/**
 * Somebody logs in from a country where nobody works, or a machine talks to one where nobody does
 * business. Half the strength is half as many connections.
 */
export const newCountry: ScriptWriter = (stage) => {
  const { office, draws, amount } = stage;
  const isLogin = draws.chance(0.5);
  const hours = draws.uniform(0.3, 3);
  const { host, time } = isLogin
    ? { host: office.servers.login[0], time: pickHours(stage, hours) }
    : pickActor(stage, hours);
  const far = addressOfCountry(draws, draws.pick(FAR_COUNTRIES));
  const count = Math.max(2, Math.round(amount * draws.between(5, 14)));
  const [port, service] = isLogin
    ? [22, "ssh"] as const
    : draws.pick([[443, "ssl"], [443, "ssl"], [22, "ssh"], [80, "http"]] as const);
  return {
    hosts: isLogin ? [host.address, far] : [host.address],
    affected: isLogin ? [] : [far],
    ...time,
    play(draws, add) {
      for (const moment of spread(draws, time, count)) {
        add(tcp(draws, {
          time: moment,
          source: isLogin ? far : host.address,
          destination: isLogin ? host.address : far,
          port,
          service,
          duration: draws.size(240, 1),
          sent: draws.size(60_000, 1),
          received: draws.size(300_000, 1.2),
        }));
      }
    },
  };
};
