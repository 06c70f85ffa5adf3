/** Input that cannot be used: a file that cannot be read, or what stands in it; the message says where and why. */
export class InputError extends Error {}
