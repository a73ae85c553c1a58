/**
 * The scalings as a form offers them. Light: a browser can run it.
 *
 * @module
 */
import type { ScalingChoice } from "./scaler.ts";

/** Each scaling with a name and a line that helps a person choose. */
export const SCALINGS: { value: ScalingChoice; label: string; help: string }[] = [
  {
    value: "standard",
    label: "Standard",
    help: "Mean 0, deviation 1.",
  },
  {
    value: "auto",
    label: "Automatic",
    help: "Logarithm before standard for columns with a long right tail, standard for the others.",
  },
  {
    value: "log-standard",
    label: "Logarithm, then standard",
    help: "For values that span many sizes, such as bytes.",
  },
  {
    value: "robust",
    label: "Robust",
    help: "Median 0, interquartile range 1: extreme training values have no say.",
  },
  {
    value: "min-max",
    label: "Min-max",
    help: "The range of training becomes 0 to 1.",
  },
  {
    value: "quantile-uniform",
    label: "Quantile (uniform)",
    help: "The share of training values below, 0 to 1. Distances are lost.",
  },
  {
    value: "quantile-normal",
    label: "Quantile (normal)",
    help: "The same rank as the normal distribution has it. Distances are lost.",
  },
];
