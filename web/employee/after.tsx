import { useEffect, useState } from "preact/hooks";
import type { Asked } from "../../shared/contract/view.ts";
import type { LocalText } from "../../shared/text.ts";
import { useCall } from "../asking.tsx";
import type { No } from "../call.ts";
import { useSpeech, useTexts } from "../speech.tsx";
import { askTexts } from "../texts/employee.ts";
import { Button } from "../ui/button.tsx";
import { Card } from "../ui/card.tsx";
import { PageHeading } from "../ui/heading.tsx";
import { Link } from "../ui/link.tsx";
import { NoAlert } from "../ui/no-alert.tsx";
import { Reference } from "../ui/reference.tsx";
import { Skeleton } from "../ui/waiting.tsx";
import { Signpost } from "./signpost.tsx";

/** What was sent, under which number, what happens next and until when. */
export function After({ asked, onAnother }: { asked: Asked; onAnother: () => void }) {
  const t = useTexts(askTexts);
  return (
    <>
      <PageHeading>{asked.recorded ? t.sent : t.notRecorded}</PageHeading>
      <div class="stack">
        {asked.recorded ? <Next asked={asked} /> : <p>{t.notRecordedText}</p>}
        {asked.signposts.length > 0 && (
          <Card title={asked.recorded ? t.shownAlso : t.signpost}>
            {asked.signposts.map((signpost) => (
              <Signpost key={signpost.key} signpost={signpost} />
            ))}
          </Card>
        )}
        <div class="row">
          {asked.recorded && (
            <Link to={`/vragen/${asked.ticketId}`} look="primary">
              {t.openQuestion}
            </Link>
          )}
          <Button onClick={onAnother}>{t.another}</Button>
        </div>
      </div>
    </>
  );
}

function Next({ asked }: { asked: Extract<Asked, { recorded: true }> }) {
  const t = useTexts(askTexts);
  return (
    <>
      <p class="sent-reference">
        <span class="quiet">{t.sentReference}</span>
        <Reference reference={asked.reference} canCopy />
      </p>
      <Card title={t.next}>
        <ul>
          <li>{t.nextDesk}</li>
          <li>{t.nextMail}</li>
        </ul>
        <h3>{t.untilWhen}</h3>
        <UntilWhen ticketId={asked.ticketId} />
      </Card>
    </>
  );
}

/** The clocks of the new question, each in its own sentence. */
function UntilWhen({ ticketId }: { ticketId: Extract<Asked, { recorded: true }>["ticketId"] }) {
  const { language } = useSpeech();
  const call = useCall();
  const [clocks, setClocks] = useState<readonly { explanation: LocalText }[]>();
  const [no, setNo] = useState<No>();
  const load = async () => {
    setNo(undefined);
    const outcome = await call("GET /v1/tickets/{ticketId}", { params: { ticketId } });
    if (!outcome.ok) return setNo(outcome.no);
    setClocks(outcome.body.view === "asker" ? outcome.body.clocks : []);
  };
  useEffect(() => {
    load();
  }, []);
  if (no) return <NoAlert no={no} onRetry={load} />;
  if (!clocks) return <Skeleton lines={2} />;
  return (
    <>
      {clocks.map(({ explanation }) => (
        <p key={explanation.nl}>{explanation[language]}</p>
      ))}
    </>
  );
}
