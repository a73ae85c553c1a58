/** How long a mute lasts, in minutes, and in words. */
export const MUTE_LENGTHS = [[60, "1 hour"], [480, "8 hours"], [10_080, "1 week"]] as const;
