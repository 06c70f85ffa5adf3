import type { JSX } from "preact";
import { undecidedText } from "../../analysis/text/undecidedText";
import { podFindingText, verificationHolds, verificationTitles } from "../../cli/output/verificationText";
import type { Declaration } from "../../cli/results/results";
import { ConnectionList } from "./connectionList";
import { Icon } from "./icon";
import { Marked } from "./marked";

/** Whether policies allow exactly what values declare, and the differences if they do not. */
export function DeclarationView({ declaration }: { declaration: Declaration }): JSX.Element {
  if (declaration.verdict === "nothing-declared")
    return <p>The values declare no policies, so there is nothing to compare.</p>;
  if (declaration.verdict === "holds") return <p>{verificationHolds}</p>;
  const { unexpected, missing, pods, undecided } = declaration;
  return (
    <>
      {unexpected.length > 0 && (
        <div class="beyond">
          <h3>
            <Icon name="beyond" /> {verificationTitles.unexpected}
          </h3>
          <ConnectionList connections={unexpected} />
        </div>
      )}
      {missing.length > 0 && (
        <div class="closes">
          <h3>
            <Icon name="closes" /> {verificationTitles.missing}
          </h3>
          <ConnectionList connections={missing} />
        </div>
      )}
      {pods.length > 0 && (
        <div class="warning">
          <h3>
            <Icon name="risk" /> {verificationTitles.pods}
          </h3>
          <TextList texts={pods.map(podFindingText)} />
        </div>
      )}
      {undecided.length > 0 && (
        <div class="unknown">
          <h3>
            <Icon name="unknown" /> {verificationTitles.undecided}
          </h3>
          <TextList texts={undecided.map((reason) => undecidedText(reason))} />
        </div>
      )}
    </>
  );
}

function TextList({ texts }: { texts: readonly string[] }): JSX.Element {
  return (
    <ul>
      {texts.map((text) => (
        <li key={text}>
          <Marked text={text} />
        </li>
      ))}
    </ul>
  );
}
