import { useEffect, useRef } from "preact/hooks";
import type { SignpostView } from "../../shared/contract/view.ts";
import type { No } from "../call.ts";
import { useTexts } from "../speech.tsx";
import type { Suggested } from "../suggest/suggester.ts";
import { askTexts } from "../texts/employee.ts";
import { Alert } from "../ui/alert.tsx";
import { Button } from "../ui/button.tsx";
import { Link } from "../ui/link.tsx";
import { NoAlert } from "../ui/no-alert.tsx";
import type { Draft } from "./draft.ts";
import { MoreFields, TopicChoice } from "./fields.tsx";
import { Signpost } from "./signpost.tsx";
import { TopicFields } from "./topic-fields.tsx";
import type { Topic } from "./topics.ts";

export type SendPartProps = {
  /** How often somebody said that an answer does not help. */
  refusals: number;
  draft: Draft;
  onChange: (changed: Partial<Draft>) => void;
  topics: readonly Topic[] | "failed" | undefined;
  suggested: readonly Suggested[];
  /** Nothing is recorded about its topic: where to go instead. */
  pointsTo: SignpostView | undefined;
  sending: { send: () => void; isBusy: boolean; no: No | undefined };
  personId: string;
  idOf: (key: string) => string;
  errorOf: (id: string) => string | undefined;
};

/** The rest of the form. It gets the focus of whoever said that an answer does not help. */
export function SendPart({ refusals, pointsTo, ...form }: SendPartProps) {
  const t = useTexts(askTexts);
  const title = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    if (refusals > 0) title.current?.focus();
  }, [refusals]);
  const { draft, onChange, topics, suggested } = form;
  return (
    <div class="stack ask-send">
      <h2 ref={title} tabIndex={-1} class="ask-heading">
        {t.sendTitle}
      </h2>
      {refusals > 0 && (
        <Alert tone="ok">
          <p>{t.notAnswered}</p>
        </Alert>
      )}
      {draft.follows && <Follows ticketId={draft.follows} onDrop={() => onChange({ follows: undefined })} />}
      <TopicChoice draft={draft} onChange={onChange} topics={topics} suggested={suggested} />
      {pointsTo ? (
        <Alert tone="info" title={t.signpost}>
          <p>{t.signpostLead}</p>
          <Signpost signpost={pointsTo} />
        </Alert>
      ) : (
        <Fields {...form} />
      )}
    </div>
  );
}

/** What nobody sees is not sent either: that it goes on from another question, and the way out of that. */
function Follows({ ticketId, onDrop }: { ticketId: string; onDrop: () => void }) {
  const t = useTexts(askTexts);
  return (
    <Alert tone="info" isQuiet>
      <p>
        {t.follows} <Link to={`/vragen/${ticketId}`}>{t.seeEarlier}</Link>
      </p>
      <Button isSmall onClick={onDrop}>
        {t.standsAlone}
      </Button>
    </Alert>
  );
}

function Fields({
  draft,
  onChange,
  sending,
  personId,
  idOf,
  errorOf,
}: Omit<SendPartProps, "refusals" | "pointsTo">) {
  const t = useTexts(askTexts);
  return (
    <>
      {draft.asks && (
        <TopicFields
          fields={draft.asks}
          filled={draft.filled ?? {}}
          onChange={(filled) => onChange({ filled })}
          idOf={idOf}
          errorOf={(key) => errorOf(idOf(key))}
        />
      )}
      <MoreFields draft={draft} onChange={onChange} personId={personId} personError={errorOf(personId)} />
      {sending.no && <NotSent no={sending.no} onRetry={sending.send} />}
      <div>
        <Button type="submit" look="primary" isBusy={sending.isBusy}>
          {t.send}
        </Button>
      </div>
    </>
  );
}

function NotSent({ no, onRetry }: { no: No; onRetry: () => void }) {
  const t = useTexts(askTexts);
  if (no.is !== "refused" || no.reason !== "key-reused") return <NoAlert no={no} onRetry={onRetry} />;
  return (
    <Alert tone="warning" title={t.cameInTitle}>
      <p>
        {t.cameIn} <Link to="/vragen">{t.seeMine}</Link>
      </p>
    </Alert>
  );
}
