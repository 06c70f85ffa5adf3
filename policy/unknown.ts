/** Stands, in args that are to be validated, for a value that is not known yet; it fits anything. */
export const unknown: unique symbol = Symbol("not known yet");
