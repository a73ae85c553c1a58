import { IS_BROWSER } from "fresh/runtime";

interface KindsProps {
  date: Date;
  bytes: Uint8Array;
  map: Map<string, Set<number>>;
  nothing?: undefined;
  numbers: (number | bigint)[];
  pattern: RegExp;
  text: string;
  url: URL;
}

export default function Kinds(
  { bytes, date, map, numbers, pattern, text, url, ...others }: KindsProps,
) {
  const described = [
    date.toISOString(),
    bytes.constructor.name,
    bytes.join(),
    numbers.map((number) => Object.is(number, -0) ? "-0" : `${number} ${typeof number}`).join(),
    String(pattern),
    url.searchParams.has("b"),
    map.get("a")?.has(2),
    "nothing" in others && others.nothing === undefined,
    text,
    IS_BROWSER,
  ];
  return <pre id="kinds">{described.join("|")}</pre>;
}
