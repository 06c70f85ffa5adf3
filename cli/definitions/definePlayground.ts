import type { Command } from "commander";

/** Defines `playground`. */
export function definePlayground(program: Command): void {
  program
    .command("playground")
    .description("print a page in which you edit values, and see at once what they open")
    .addHelpText(
      "after",
      `
The page is one HTML file that needs no server and loads nothing. It shows and explains what you type
or drop on it, values or manifests, and compares two of them. A link to the page contains the text.

Exit code: 0.

Example:
  vald-netpol playground > playground.html`,
    )
    .action(async () => {
      // This module is bundled separately, because only this command needs it.
      const { playgroundHtml } = await import("../../page/playgroundHtml.js");
      // The text contains nothing from the input, and its security policy allows only these bytes, so nothing is escaped.
      process.stdout.write(playgroundHtml);
    });
}
