import type { ComponentChildren } from "preact";
import { useMemo } from "preact/hooks";
import type { HistoryLine } from "../../shared/contract/view.ts";
import { parseMarkup, plainOf } from "../../shared/faq/markup.ts";
import type { ContentId } from "../../shared/id.ts";
import { useSpeech } from "../speech.tsx";
import { Badge } from "../ui/badge.tsx";
import { Button } from "../ui/button.tsx";
import { ClockChip } from "../ui/clock-chip.tsx";
import { Disclosure } from "../ui/disclosure.tsx";
import { Markup } from "../ui/markup.tsx";
import { Time } from "../ui/time.tsx";
import { useNames } from "./around.tsx";
import type { DeskDetail, Mode, Work } from "./deeds.ts";
import { useTicketTexts } from "./ticket-texts.ts";

function Part({ title, children }: { title: string; children: ComponentChildren }) {
  return (
    <section class="ticket-part">
      <h3>{title}</h3>
      {children}
    </section>
  );
}

/** What was written: words of the asker and the helpdesk, and apart from them the notes that only colleagues read. */
export function Thread({
  ticket,
  onRedact,
}: {
  ticket: DeskDetail;
  onRedact: (contentId: ContentId) => void;
}) {
  const t = useTicketTexts();
  return (
    <Part title={t.thread}>
      <ol class="thread">
        {inOrder(ticket.thread).map(({ contentId, kind, from, by, at, text, isRedacted }) => {
          const isWrittenDown =
            from === "asker" && by !== ticket.asker.personId && by !== ticket.about?.person;
          return (
            <li key={contentId} class={kind === "note" ? "said said-note" : `said said-${from}`}>
              <p class="said-who">
                <strong>{isWrittenDown ? ticket.asker.name : (ticket.names[by] ?? by)}</strong>
                <span class="quiet"> · {from === "asker" ? t.asker : t.helpdesk} · </span>
                {isWrittenDown && <span class="quiet">{t.writtenDownBy(ticket.names[by] ?? by)} · </span>}
                <span class="quiet">
                  <Time at={at} />
                </span>
                {kind === "note" && <Badge tone="warning">{t.note}</Badge>}
                {kind === "promise" && <Badge tone="info">{t.promiseMade}</Badge>}
              </p>
              <p class="said-text">{isRedacted ? <em>{t.redacted}</em> : text}</p>
              {!isRedacted && (
                <Button
                  look="subtle"
                  isSmall
                  label={`${t.redact}: ${text.slice(0, 40)}`}
                  onClick={() => onRedact(contentId)}
                >
                  {t.redact}
                </Button>
              )}
            </li>
          );
        })}
      </ol>
    </Part>
  );
}

/** What was asked and answered in one call has one moment: the question comes first. */
const inOrder = (thread: DeskDetail["thread"]) =>
  thread.toSorted(
    (a, b) => a.at.localeCompare(b.at) || Number(b.kind === "question") - Number(a.kind === "question"),
  );

export function Clocks({
  ticket,
  onBegin,
}: {
  ticket: DeskDetail;
  onBegin: (mode: Mode, more?: Partial<Work>) => void;
}) {
  const t = useTicketTexts();
  return (
    <Part title={t.clocks}>
      <dl class="clocks">
        {ticket.clocks.map((clock) => (
          <div key={`${clock.kind} ${clock.n}`}>
            <dt>{t.clockNames[clock.kind] ?? clock.kind}</dt>
            <dd>
              <ClockChip clock={clock} />
            </dd>
          </div>
        ))}
      </dl>
      {ticket.promises.length > 0 && <Promises ticket={ticket} onBegin={onBegin} />}
    </Part>
  );
}

function Promises({
  ticket,
  onBegin,
}: {
  ticket: DeskDetail;
  onBegin: (mode: Mode, more?: Partial<Work>) => void;
}) {
  const t = useTicketTexts();
  return (
    <>
      <h4>{t.promises}</h4>
      <ul class="plain">
        {ticket.promises.map(({ promise, dueAt, state, owner, contentId, keptAt }) => (
          <li key={promise} class="promise">
            <p>
              {ticket.thread.find((entry) => entry.contentId === contentId)?.text}
              <br />
              <span class="quiet">
                <Time at={dueAt} /> · {t.promiseBy(ticket.names[owner] ?? owner)} · {t.promiseStates[state]}
              </span>
            </p>
            {(state === "standing" || (state === "broken" && !keptAt)) && (
              <div class="row">
                <Button isSmall onClick={() => onBegin("keepPromise", { promise })}>
                  {t.keepPromise}
                </Button>
                <Button look="subtle" isSmall onClick={() => onBegin("withdrawPromise", { promise })}>
                  {t.withdrawPromise}
                </Button>
              </div>
            )}
          </li>
        ))}
      </ul>
    </>
  );
}

/** What the question is likely about, each topic with the answer that there is. */
export function Similar({
  ticket,
  onUse,
}: {
  ticket: DeskDetail;
  onUse: (text: string, used: { topic: string; revision: number }) => void;
}) {
  const t = useTicketTexts();
  const { language } = useSpeech();
  const suggestions = ticket.suggestions ?? [];
  if (ticket.state === "closed" || ticket.state === "resolved") return null;
  return (
    <Part title={t.similar}>
      {suggestions.length === 0 && <p class="quiet">{t.similarNone}</p>}
      {suggestions.map(({ topic, name, answers, signpost }, i) => {
        const answer = answers[0];
        const texts =
          answer && (ticket.language === "en" && answer.texts.en ? answer.texts.en : answer.texts.nl);
        return (
          <Disclosure key={topic} summary={name[language]} isOpen={i === 0 && texts !== undefined}>
            {signpost && <p>{signpost.text[language]}</p>}
            {texts && answer ? (
              <div class="similar">
                <Written text={texts.written} />
                <Button
                  isSmall
                  label={`${t.useAnswer}: ${name[language]}`}
                  onClick={() =>
                    onUse(plainOf(parseMarkup(texts.written), { withTargets: true }), {
                      topic,
                      revision: answer.revision,
                    })
                  }
                >
                  {t.useAnswer}
                </Button>
              </div>
            ) : (
              !signpost && <p class="quiet">{t.noAnswerYet}</p>
            )}
          </Disclosure>
        );
      })}
    </Part>
  );
}

export function Written({ text }: { text: string }) {
  const blocks = useMemo(() => parseMarkup(text), [text]);
  return <Markup blocks={blocks} level={4} />;
}

export function Routing({ ticket }: { ticket: DeskDetail }) {
  const t = useTicketTexts();
  const names = useNames();
  const { language } = useSpeech();
  const { topic, topicDenied, routing } = ticket;
  return (
    <Part title={t.why}>
      <p>{routing ? `${names.desk(routing.to)}: ${routing.reason[language]}.` : t.whyUnknown}</p>
      <p>
        {t.topic}:{" "}
        {topic
          ? `${names.topic(topic.key)} (${t.topicKnownBy[topic.knownBy]})`
          : topicDenied
            ? t.topicNone
            : t.topicUnknown}
      </p>
    </Part>
  );
}

/** The red thread: who had this question, and when. */
export function History({ ticket }: { ticket: DeskDetail }) {
  const t = useTicketTexts();
  const line = useLine(ticket);
  return (
    <Part title={t.history}>
      <ol class="red-thread">
        {ticket.history.map((event) => (
          <li key={event.n}>
            <span class="red-thread-what">{line(event)}</span>
            <span class="quiet small">
              {event.by === "system" ? t.system : (ticket.names[event.by] ?? event.by)} ·{" "}
              <Time at={event.at} />
            </span>
          </li>
        ))}
      </ol>
    </Part>
  );
}

function useLine(ticket: DeskDetail): (event: HistoryLine) => string {
  const t = useTicketTexts();
  const names = useNames();
  return ({ type, to, person, reason, clock, outcome }) => {
    const words = t.historyLine[type];
    const name = person ? (ticket.names[person] ?? person) : names.desk(to ?? "");
    const what = typeof words === "function" ? words(name) : words;
    const more = [
      reason && (t.reasons[reason] ?? reason),
      clock && (t.clockNames[clock] ?? clock),
      outcome && (t.outcomes[outcome] ?? outcome),
    ].filter(Boolean);
    return more.length > 0 ? `${what} (${more.join(", ")})` : what;
  };
}
