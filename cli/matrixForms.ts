/** The forms in which a matrix is printed. */
export const matrixForms = ["text", "markdown", "json", "csv"] as const;

export type MatrixForm = (typeof matrixForms)[number];
