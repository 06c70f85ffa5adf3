/** The output formats of a matrix. */
export const matrixFormats = ["text", "markdown", "json", "csv"] as const;

export type MatrixFormat = (typeof matrixFormats)[number];
