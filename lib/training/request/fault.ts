/** What is wrong with a field of a request. */
export type Fault = [path: PropertyKey[], message: string];
