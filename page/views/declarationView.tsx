import type { JSX } from "preact";
import { undecidedText } from "../../analysis/text/undecidedText";
import { podFindingText, verificationHolds, verificationTitles } from "../../cli/output/verificationText";
import type { Declaration } from "../../cli/results/results";
import { ConnectionList } from "./connectionList";
import { Group } from "./group";
import { TextList } from "./textList";

/** Whether policies allow exactly what values declare, and the differences if they do not. */
export function DeclarationView({ declaration }: { declaration: Declaration }): JSX.Element {
  if (declaration.verdict === "nothing-declared")
    return <p>The values declare no policies, so there is nothing to compare.</p>;
  if (declaration.verdict === "holds") return <p>{verificationHolds}</p>;
  const { unexpected, missing, pods, undecided } = declaration;
  return (
    <>
      {unexpected.length > 0 && (
        <Group tone="beyond" icon="beyond" title={verificationTitles.unexpected}>
          <ConnectionList connections={unexpected} />
        </Group>
      )}
      {missing.length > 0 && (
        <Group tone="closes" icon="closes" title={verificationTitles.missing}>
          <ConnectionList connections={missing} />
        </Group>
      )}
      {pods.length > 0 && (
        <Group tone="warning" icon="risk" title={verificationTitles.pods}>
          <TextList texts={pods.map(podFindingText)} />
        </Group>
      )}
      {undecided.length > 0 && (
        <Group tone="unknown" icon="unknown" title={verificationTitles.undecided}>
          <TextList texts={undecided.map((reason) => undecidedText(reason))} />
        </Group>
      )}
    </>
  );
}
