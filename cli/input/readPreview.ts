import { formatPath, limitedLines, escapeText } from "../../args/schema/issue";
import type { ObjectsRead } from "../../manifests/readObjects";
import {
  InvalidPreviewError,
  type PreviewIssue,
  type PreviewRead,
  readPreview as readParsedPreview,
} from "../../manifests/readPreview";
import { displayName } from "../filePosition";
import { InputError } from "./inputError";
import { type LocateIssues, type ObjectsOfFiles, withLocations } from "./manifestIssues";
import { maxManifestBytes } from "./readManifests";
import { readText } from "./readText";

/** Reads the output of `pulumi preview --json --show-sames` (`-` is stdin). Throws `InputError` with every issue. */
export function readPreview(
  file: string,
  providers: readonly string[],
): Record<keyof PreviewRead, ObjectsRead & ObjectsOfFiles> {
  const text = readText(file, maxManifestBytes);
  const locateIssues: LocateIssues = (issues) => issues.map(({ objectPath }) => ({ file, objectPath }));
  try {
    const { before, after } = withLocations(locateIssues, () => readParsedPreview(parseJson(text), providers));
    return { before: { ...before, locateIssues }, after: { ...after, locateIssues } };
  } catch (error) {
    if (!(error instanceof InvalidPreviewError)) throw error;
    const lines = limitedLines(error.issues, previewIssueText);
    throw new InputError(lines.map((line) => `${displayName(file)}: ${line}`).join("\n"));
  }
}

/** Undefined if the text is not JSON. */
function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

const howToCreate = "create the preview with `pulumi preview --json --show-sames`";

function previewIssueText(issue: PreviewIssue): string {
  switch (issue.code) {
    case "not-a-preview":
      return `not a Pulumi preview; ${howToCreate}`;
    case "invalid-step":
      return "not a valid preview, because one of its steps is invalid";
    case "failed-preview":
      return `the preview failed, so steps are missing; correct this first: ${escapeText(issue.message)}`;
    case "refresh-only":
      return `the preview of a refresh does not contain what the program would deploy; ${howToCreate}`;
    case "unchanged-steps-omitted": {
      const steps = issue.count === 1 ? "1 unchanged step is" : `${issue.count} unchanged steps are`;
      return `${steps} missing; ${howToCreate}`;
    }
    case "secret": {
      const subject = issue.path.length === 0 ? "the whole resource" : formatPath(issue.path);
      return `${escapeText(issue.urn)}: ${subject} is a secret, which the preview hides; compare values or manifests instead`;
    }
    case "several-providers":
      return `the policies have several providers, which may be several clusters: ${issue.providers.map(escapeText).join(", ")}; choose those of one cluster with --provider`;
    case "unknown-provider":
      return `no policy has the provider ${escapeText(issue.provider)}; the policies' providers are ${issue.providers.map(escapeText).join(", ")}`;
    case "nested-too-deeply":
      return `${escapeText(issue.urn)}: nested too deeply`;
    case "unknown-value": {
      const subject = issue.path.length === 0 ? "the whole resource" : formatPath(issue.path);
      return `${escapeText(issue.urn)}: ${subject} is not known before the deployment`;
    }
  }
}
