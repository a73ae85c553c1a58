import { IS_BROWSER } from "fresh/runtime";

interface KindsProps {
  date: Date;
  floats: Float32Array;
  map: Map<string, Set<number>>;
  nothing?: undefined;
  text: string;
}

export default function Kinds({ date, floats, map, text, ...others }: KindsProps) {
  const described = [
    date.toISOString(),
    floats.constructor.name,
    floats.join(),
    map.get("a")?.has(2),
    "nothing" in others && others.nothing === undefined,
    text,
    IS_BROWSER,
  ];
  return <pre id="kinds">{described.join("|")}</pre>;
}
