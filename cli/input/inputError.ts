/** Input that cannot be used: an unreadable file, or invalid contents. The message contains the location and the reason. */
export class InputError extends Error {}
