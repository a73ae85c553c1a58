/** What is wrong with a field of a request. */
export type FieldIssue = [path: PropertyKey[], message: string];
