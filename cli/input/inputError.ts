/** Input that cannot be used: a file that cannot be read, or invalid contents. The message says where and why. */
export class InputError extends Error {}
