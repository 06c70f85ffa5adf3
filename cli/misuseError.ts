/** A command line that asks for nothing that there is; the message says what is wrong with it. */
export class MisuseError extends Error {}
