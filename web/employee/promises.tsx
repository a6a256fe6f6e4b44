import { useCall, useIntent } from "../asking.tsx";
import { useSpeech, useTexts } from "../speech.tsx";
import { questionTexts } from "../texts/questions.ts";
import { Button } from "../ui/button.tsx";
import { Card } from "../ui/card.tsx";
import { NoAlert } from "../ui/no-alert.tsx";
import { useNow } from "../ui/time.tsx";
import { momentText } from "../ui/times.ts";
import { useDeed } from "./deed.ts";
import type { AskerDetail, Shown } from "./question.tsx";

/** What was promised, by when, and whether it was done: the last word is the asker's. */
export function Promises(shown: Shown) {
  const t = useTexts(questionTexts);
  const { promises } = shown.ticket;
  return (
    <Card title={t.promises}>
      <ul class="promises">
        {promises.map((promise) => (
          <li key={promise.promise}>
            <Promised promise={promise} {...shown} />
          </li>
        ))}
      </ul>
    </Card>
  );
}

function Promised({ promise, ...shown }: Shown & { promise: AskerDetail["promises"][number] }) {
  const { ticket, say } = shown;
  const t = useTexts(questionTexts);
  const { language } = useSpeech();
  const call = useCall();
  const now = useNow();
  const intent = useIntent();
  const { run, isBusy, no } = useDeed(shown);
  const text = ticket.thread.find(({ contentId }) => contentId === promise.contentId)?.text;
  const confirm = async (kept: boolean) => {
    const isDone = await run(() =>
      call("POST /v1/tickets/{ticketId}/promises/{promise}/confirm", {
        params: { ticketId: ticket.ticketId, promise: promise.promise },
        body: { kept },
        key: intent.key,
        version: ticket.version,
      }),
    );
    intent.done();
    if (isDone) say(kept ? t.saidKept : t.saidNotKept);
  };
  const mayConfirm =
    promise.confirmed === undefined &&
    promise.state !== "withdrawn" &&
    (promise.keptAt !== undefined || Date.parse(promise.dueAt) < now);
  return (
    <div class="promise">
      {text && <p dir="auto">{text}</p>}
      <p class="quiet small">
        {t.promiseStates[promise.state](momentText(Date.parse(promise.dueAt), now, language))}
      </p>
      {promise.confirmed !== undefined && <p>{promise.confirmed ? t.saidKept : t.saidNotKept}</p>}
      {mayConfirm && (
        <div class="row">
          <span>{t.isKept}</span>
          <Button isSmall isBusy={isBusy} onClick={() => confirm(true)}>
            {t.yes}
          </Button>
          <Button isSmall isBusy={isBusy} onClick={() => confirm(false)}>
            {t.no}
          </Button>
        </div>
      )}
      {no && <NoAlert no={no} />}
    </div>
  );
}
