/** Findings that the page of a sensor shows: the worst. */
export const SHOWN_FINDINGS = 20;
