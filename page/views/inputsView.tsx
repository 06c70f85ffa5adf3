import type { JSX } from "preact";
import { displayName } from "../../cli/filePosition";

/** A file that was read. */
export interface InputFile {
  role: string;
  file: string;
  /** The SHA-256 digest of its bytes, in hexadecimal. */
  digest: string;
}

/** The files that were read, so that a reader can tell whether the page is about the files that they have. */
export function InputsView({ inputs }: { inputs: readonly InputFile[] }): JSX.Element {
  if (inputs.length === 0) return <p>No files: these are the policies that Vald documents.</p>;
  return (
    <dl class="inputs">
      {inputs.map(({ role, file, digest }) => (
        <div key={`${role} ${file}`}>
          <dt>
            {displayName(file)} <small>{role}</small>
          </dt>
          <dd>
            <code>sha256:{digest}</code>
          </dd>
        </div>
      ))}
    </dl>
  );
}
