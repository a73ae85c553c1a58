import type { PlantedKind } from "../../resources/unlabelled.ts";

/** What planted anomalies of each kind are called, and what was done to the copies. */
export const PLANTED_WORDS: Record<PlantedKind, { title: string; about: string }> = {
  extreme: {
    title: "Extreme volume",
    about: "One number lies ten times as far out as in any usual record.",
  },
  swapped: {
    title: "Swapped roles",
    about: "Two very different numbers change places, such as bytes sent and received.",
  },
  combination: {
    title: "Odd combination",
    about: "Two usual words that no usual record has together, such as a service and a state.",
  },
  unseen: {
    title: "Never seen before",
    about: "A word that no usual record has, such as a new country or service.",
  },
  shuffled: {
    title: "Nothing fits together",
    about: "Every value is usual, but each comes from another record.",
  },
};
