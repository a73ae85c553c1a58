/**
 * Words that name hosts.
 *
 * @module
 */
import { nameTokens } from "../columns/name_tokens.ts";

const IPV4 = /^((25[0-5]|2[0-4]\d|1?\d?\d)(\.(?!$)|$)){4}$/;
const MAC = /^([0-9a-f]{2}([:-][0-9a-f]{2}){5}|[0-9a-f]{4}(\.[0-9a-f]{4}){2})$/i;
const HOST_NAME = /^(?=.{3,253}$)([a-z0-9_]([a-z0-9_-]{0,62})\.)+[a-z][a-z0-9-]{1,62}\.?$/i;
/** An address with a port, a prefix or a zone; or flows named by two of them. */
const IPV4_WITHIN = /(^|[^\d.])(\d{1,3}(?:\.\d{1,3}){3})($|[^\d.])/;
const IN_BRACKETS = /^\[([0-9a-f:.]+)\](:\d+)?$/i;

/** Whether a text is an address of IPv4 or IPv6. Pages need it too, so it is not Node's. */
function isIp(text: string): boolean {
  if (IPV4.test(text)) return true;
  return text.includes(":") && /^[0-9a-f:.]+$/i.test(text) && URL.canParse(`http://[${text}]/`);
}

/** Whether a word is an address of a host or names a flow by addresses. */
export function isAddress(word: string): boolean {
  const text = word.trim();
  if (text.length > 200) return false;
  const bare = text.replace(/(%[\w.-]+)?(\/\d{1,3})?$/, "");
  if (isIp(bare) || MAC.test(text)) return true;
  const [, inBrackets] = IN_BRACKETS.exec(text) ?? [];
  if (inBrackets) return isIp(inBrackets);
  const [, , within] = IPV4_WITHIN.exec(text) ?? [];
  return within !== undefined && isIp(within) && !/\s/.test(text);
}

/** Whether a word may be the full name of a host. */
export function isHostName(word: string): boolean {
  return HOST_NAME.test(word.trim());
}

const SIDES = new Set([
  ...["src", "source", "dst", "dest", "destination", "orig", "originator", "resp", "responder"],
  ...["client", "server", "sender", "receiver", "local", "remote", "peer", "from", "to", "s", "d"],
]);
const ADDRESSES = new Set(["addr", "addrs", "address", "mac", "host", "hostname", "ipaddr"]);
/** Beside one of {@linkcode SIDES}: `src_ip`, `id.orig_h`. */
const SHORT = new Set(["ip", "ipv", "h"]);
/** Words for what is measured of hosts. */
const MEASURES =
  /^(count|num|number|rate|len|length|bytes|ttl|proto|protocol|version|ver|flags?|size|tos|dscp)$/;

/** Whether a name says that the column holds addresses: `Src IP Addr`, `ip.src_host`, `originh`. */
export function namesAddress(name: string): boolean {
  const tokens = nameTokens(name);
  if (tokens.some((token) => MEASURES.test(token))) return false;
  if (tokens.some((token) => ADDRESSES.has(token))) return true;
  if (/^(orig|resp|origin|respon)h$|^[sd](ip|addr|host|mac)$/.test(tokens.at(-1) ?? "")) {
    return true;
  }
  if (/^(src|dst|source|dest|destination)(ip|host|addr|mac)$/.test(tokens.at(-1) ?? "")) {
    return true;
  }
  const some = (words: Set<string>) => tokens.some((token) => words.has(token));
  return some(SIDES) && some(SHORT);
}
