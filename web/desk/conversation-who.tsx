import { useState } from "preact/hooks";
import type { PersonCard, TicketRow } from "../../shared/contract/view.ts";
import { useAnswer } from "../reading.ts";
import { useTexts } from "../speech.tsx";
import { callTexts } from "../texts/conversation.ts";
import { deskTexts } from "../texts/desk.ts";
import { useActions } from "../ui/actions.tsx";
import { Button } from "../ui/button.tsx";
import { RadioGroup, Select } from "../ui/choice.tsx";
import { ClockChip } from "../ui/clock-chip.tsx";
import { Combobox } from "../ui/combobox.tsx";
import { NoAlert } from "../ui/no-alert.tsx";
import { Reference } from "../ui/reference.tsx";
import { TextField } from "../ui/text-field.tsx";
import { Skeleton } from "../ui/waiting.tsx";
import { useAround, useNames } from "./around.tsx";
import type { Caller, Continued, Conversation, Fault } from "./calls.ts";
import { useStatus } from "./list.tsx";
import { PersonLine, useFindPeople } from "./work-choices.tsx";

type Change = (more: Partial<Conversation>) => void;

/** Who it is: found by name or number, or written down. */
export function Who({
  conversation,
  typed,
  errorOf,
  onChange,
  onChosen,
}: {
  conversation: Conversation;
  /** Before the form was there. */
  typed: string;
  errorOf: (fault: Fault) => string | undefined;
  onChange: Change;
  onChosen: () => void;
}) {
  const t = useTexts(callTexts);
  const find = useFindPeople();
  const { who, channel } = conversation;
  const [wasKnown, setWasKnown] = useState(false);
  if (who && !wasKnown) setWasKnown(true);
  const unknown = () => onChange({ who: { is: "provisional", name: "", phone: "", email: "" } });
  return (
    <section class="who">
      <h3>{channel === "call" ? t.who : t.whoVisits}</h3>
      {who?.is === "known" ? (
        <Card
          person={who.card}
          onOther={() => onChange({ who: undefined, existing: [] } as unknown as Partial<Conversation>)}
        />
      ) : who ? (
        <Unknown
          who={who}
          errorOf={errorOf}
          onChange={(changed) => onChange({ who: changed })}
          onOther={() => onChange({ who: undefined } as unknown as Partial<Conversation>)}
        />
      ) : (
        <>
          <Combobox<PersonCard>
            id="call-who"
            label={t.findPerson}
            hint={t.findHint}
            error={errorOf("who")}
            find={find}
            textOf={({ name }) => name}
            show={(person) => <PersonLine person={person} />}
            keyOf={({ personId }) => personId}
            isFirstReady
            {...(!wasKnown && { begun: typed })}
            onChoose={(card) => {
              if (!card) return;
              onChange({ who: { is: "known", card } });
              onChosen();
            }}
          />
          <Button look="subtle" isSmall onClick={unknown}>
            {t.notFound}
          </Button>
        </>
      )}
      {who && <Identity conversation={conversation} onChange={onChange} />}
    </section>
  );
}

function Card({ person, onOther }: { person: PersonCard; onOther: () => void }) {
  const t = useTexts(callTexts);
  return (
    <div class="who-card">
      <p class="who-name">{person.name}</p>
      <p class="quiet">{[person.unit, person.phone, person.email].filter(Boolean).join(" · ")}</p>
      <Button look="subtle" isSmall onClick={onOther}>
        {t.otherPerson}
      </Button>
    </div>
  );
}

type NotKnown = Exclude<Caller, { is: "known" }>;

function Unknown({
  who,
  errorOf,
  onChange,
  onOther,
}: {
  who: NotKnown;
  errorOf: (fault: Fault) => string | undefined;
  onChange: (who: NotKnown) => void;
  onOther: () => void;
}) {
  const t = useTexts(callTexts);
  return (
    <div class="stack">
      <RadioGroup
        label={t.whoIs}
        hint={t.notFoundHint}
        options={[
          { value: "provisional", text: t.provisional },
          { value: "outsider", text: t.outsider },
        ]}
        value={who.is}
        onChange={(is) => onChange({ ...who, is })}
      />
      <TextField
        id="call-who"
        label={t.name}
        error={errorOf("who")}
        value={who.name}
        onInput={(name) => onChange({ ...who, name })}
      />
      <TextField
        id="call-phone"
        label={t.phone}
        error={errorOf("phone")}
        type="tel"
        inputMode="tel"
        width="middle"
        isOptional
        value={who.phone}
        onInput={(phone) => onChange({ ...who, phone })}
      />
      <TextField
        id="call-email"
        label={t.email}
        error={errorOf("email")}
        type="email"
        inputMode="email"
        isOptional
        value={who.email}
        onInput={(email) => onChange({ ...who, email })}
      />
      <div>
        <Button look="subtle" isSmall onClick={onOther}>
          {t.otherPerson}
        </Button>
      </div>
    </div>
  );
}

function Identity({ conversation, onChange }: { conversation: Conversation; onChange: Change }) {
  const t = useTexts(callTexts);
  const { organisation } = useAround();
  const names = useNames();
  return (
    <Select
      label={t.identity}
      isOptional
      options={Object.entries(organisation.contact.identityChecks).map(([key, { name }]) => ({
        value: key,
        text: names.text(name, t.identities[key] ?? key),
      }))}
      value={conversation.identityCheck}
      onChange={(identityCheck) => onChange({ identityCheck })}
    />
  );
}

type DeskRow = Extract<TicketRow, { view: "desk" }>;

/** What this person has open already comes first: it may well be about that. */
export function OpenQuestions({
  conversation,
  onAbout,
}: {
  conversation: Conversation;
  onAbout: (row: Omit<Continued, "text">) => void;
}) {
  const t = useTexts(callTexts);
  const { who, existing } = conversation;
  const person = who?.is === "known" ? who.card.personId : undefined;
  const found = useAnswer(
    "GET /v1/tickets",
    { query: { ...(person && { person }), state: "open", limit: 10 } },
    { enabled: person !== undefined },
  );
  const [shownFor, setShownFor] = useState<string>();
  if (person !== shownFor && found.isSuccess && !found.isPlaceholderData) setShownFor(person);
  const open = (shownFor === person ? (found.data?.body.items ?? []) : []).filter(
    (row): row is DeskRow =>
      row.view === "desk" && !existing.some(({ ticketId }) => ticketId === row.ticketId),
  );
  const desk = useTexts(deskTexts);
  const titleOf = ({ excerpt }: DeskRow) => excerpt || desk.hiddenRow;
  const about = (row: DeskRow) =>
    onAbout({
      ticketId: row.ticketId,
      reference: row.reference,
      excerpt: titleOf(row),
      ...(row.confidentiality === "restricted" && { isRestricted: true }),
    });
  const first = open[0];
  useActions(
    first
      ? [
          {
            id: "about",
            text: t.aboutThisOne(titleOf(first)),
            keys: ["F9"],
            scope: "page" as const,
            run: () => about(first),
          },
        ]
      : [],
  );
  const status = useStatus();
  if (!person) return null;
  return (
    <section class="open-questions">
      <h3>{t.openQuestions}</h3>
      <div role="status">{shownFor === person && open.length === 0 && <p class="quiet">{t.noneOpen}</p>}</div>
      {found.isPending && <Skeleton lines={2} />}
      {found.error && <NoAlert no={found.error.no} onRetry={() => found.refetch()} />}
      <ul class="plain">
        {open.map((row, i) => {
          const clock = row.clocks.find(({ endedAt, dueAt }) => !endedAt && dueAt === row.dueAt);
          return (
            <li key={row.ticketId} class="open-question">
              <p class="about-excerpt">{titleOf(row)}</p>
              <p class="row small quiet">
                <Reference reference={row.reference} />
                <span>{status(row)}</span>
                {clock && <ClockChip clock={clock} />}
              </p>
              <Button isSmall {...(i === 0 && { keys: "F9" })} onClick={() => about(row)}>
                {t.aboutThis}
                <span class="only-read-aloud"> {titleOf(row)}</span>
              </Button>
            </li>
          );
        })}
      </ul>
    </section>
  );
}
