// Writes the report of the public API. `npm test` compares it, so a change of the API shows in the diff of a commit.
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Extractor, ExtractorConfig, ExtractorLogLevel } from "@microsoft/api-extractor";

const root = join(__dirname, "..");
export const apiReportFile = join(root, "tests/fixtures/vald-network-policy.api.md");

/** The report of what the built package exports. Names types that exported types use, but that the package does not export. */
export function apiReport(): { text: string; notExported: string[] } {
  const folder = mkdtempSync(join(tmpdir(), "api-report-"));
  const notExported: string[] = [];
  try {
    const none = { logLevel: ExtractorLogLevel.None };
    const config = ExtractorConfig.prepare({
      packageJsonFullPath: join(root, "package.json"),
      configObjectFullPath: undefined,
      configObject: {
        projectFolder: root,
        mainEntryPointFilePath: join(root, "dist/index.d.ts"),
        compiler: {
          overrideTsconfig: {
            compilerOptions: { module: "node16", target: "es2022", strict: true, skipLibCheck: true, types: [] },
            files: [join(root, "dist/index.d.ts")],
          },
        },
        apiReport: { enabled: true, reportFileName: "report", reportFolder: folder, reportTempFolder: folder },
        docModel: { enabled: false },
        dtsRollup: { enabled: false },
        tsdocMetadata: { enabled: false },
        messages: {
          extractorMessageReporting: { default: none, "ae-forgotten-export": { logLevel: ExtractorLogLevel.Error } },
          tsdocMessageReporting: { default: none },
          compilerMessageReporting: { default: none },
        },
      },
    });
    Extractor.invoke(config, {
      localBuild: true,
      messageCallback: (message) => {
        if (message.messageId === "ae-forgotten-export") notExported.push(message.text);
        message.handled = true;
      },
    });
    return { text: readFileSync(join(folder, "report.api.md"), "utf8").replaceAll("\r\n", "\n"), notExported };
  } finally {
    rmSync(folder, { recursive: true });
  }
}

if (require.main === module) writeFileSync(apiReportFile, apiReport().text);
