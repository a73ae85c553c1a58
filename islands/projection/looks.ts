import type { PointStyle } from "chart.js";
import type { PointGroup } from "../../lib/web/results/projection_points.ts";
import type { ChartTheme } from "../../components/charts/theme.ts";

/** How points of a group are drawn: told apart by shape as well as by colour. */
export interface Look {
  colour: string;
  shape: PointStyle;
  radius: number;
}

const SHAPES: PointStyle[] = ["circle", "triangle", "rectRot", "rect", "star"];

/** The look of a group in the colours of the theme. */
export function lookOf({ look }: PointGroup, theme: ChartTheme): Look {
  if (typeof look === "object") {
    return "series" in look
      ? {
        colour: theme.series[look.series % theme.series.length],
        shape: SHAPES[look.series % SHAPES.length],
        radius: 3.5,
      }
      : {
        colour: mix(theme.normal, theme.attack, look.rank),
        shape: "circle",
        radius: 2.5 + 1.5 * look.rank,
      };
  }
  switch (look) {
    case "normal":
      return { colour: theme.normal, shape: "circle", radius: 3 };
    case "attack":
      return { colour: theme.attack, shape: "triangle", radius: 4 };
    case "hit":
      return { colour: theme.series[0], shape: "triangle", radius: 4 };
    case "false-alarm":
      return { colour: theme.series[4], shape: "rectRot", radius: 5 };
    case "miss":
      return { colour: theme.series[1], shape: "crossRot", radius: 4.5 };
    case "other":
      return { colour: theme.series[5], shape: "circle", radius: 2.5 };
  }
}

/** A colour between two computed ones. */
function mix(from: string, to: string, share: number): string {
  const [a, b] = [from, to].map((colour) => colour.match(/[\d.]+/g)!.map(Number));
  const parts = [0, 1, 2].map((i) => Math.round(a[i] + (b[i] - a[i]) * share));
  return `rgb(${parts.join(", ")})`;
}
