/** What is wrong with the fields of a form, by JSON pointer into the request. */
export type FieldErrors = Record<string, string>;

/** The error of the field at `pointer` or of a part of it, such as one item of a list. */
export function errorAt(errors: FieldErrors, pointer: string): string | undefined {
  if (errors[pointer] !== undefined) return errors[pointer];
  const part = Object.keys(errors).find((key) => key.startsWith(`${pointer}/`));
  return part && errors[part];
}
