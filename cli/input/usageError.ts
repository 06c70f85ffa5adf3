/** Incorrect usage of the command line. The message describes the mistake. */
export class UsageError extends Error {}
