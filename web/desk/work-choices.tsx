import type { PersonCard } from "../../shared/contract/view.ts";
import type { PersonId } from "../../shared/id.ts";
import { redactReasons } from "../../shared/ticket/redaction.ts";
import { useCall } from "../asking.tsx";
import { useHere } from "../session-gate.tsx";
import { useSpeech } from "../speech.tsx";
import { useActions } from "../ui/actions.tsx";
import { Button } from "../ui/button.tsx";
import { CheckboxGroup, RadioGroup, Select } from "../ui/choice.tsx";
import { Combobox } from "../ui/combobox.tsx";
import { TextField } from "../ui/text-field.tsx";
import { useAround, useNames } from "./around.tsx";
import type { DeskDetail, Missing, Work } from "./deeds.ts";
import { useTicketTexts } from "./ticket-texts.ts";

export const idOf = (what: Missing) => `work-${what}`;

type Props = {
  ticket: DeskDetail;
  work: Work;
  errorOf: (what: Missing) => string | undefined;
  onChange: (more: Partial<Work>) => void;
};

/** The choices that belong to a deed, beside its text. */
export function Choices(props: Props) {
  const t = useTicketTexts();
  switch (props.work.mode) {
    case "answer":
      return <Ending {...props} />;
    case "reply":
      return <Used {...props} />;
    case "transfer":
      return <ToDesk {...props} />;
    case "return":
      return <Reason {...props} reasons={useAround().organisation.handOver.returnReasons} />;
    case "reopen":
      return <Reason {...props} reasons={useAround().organisation.ending.reopenReasons} />;
    case "redact":
      return <Reason {...props} reasons={redactReasons} />;
    case "wait":
      return <WaitFor {...props} />;
    case "promise":
      return <ByWhen {...props} />;
    case "assign":
      return <Colleague {...props} />;
    case "link":
      return <Colleague {...props} label={t.linkTo} hint={t.linkHint} />;
    case "readers":
      return <Readers {...props} />;
    case "urgency":
    case "confidentiality":
      return <OneOf {...props} />;
    case "callBack":
      return <Reached {...props} />;
    default:
      return null;
  }
}

function Used({ work, onChange }: Props) {
  const t = useTicketTexts();
  const names = useNames();
  if (!work.used) return null;
  return (
    <p class="row">
      <span class="quiet">{t.usedAnswer(names.topic(work.used.topic))}</span>
      <Button
        look="subtle"
        isSmall
        onClick={() => {
          const { used, ...rest } = work;
          onChange({ ...rest, used: undefined } as unknown as Partial<Work>);
        }}
      >
        {t.dropUsed}
      </Button>
    </p>
  );
}

/** How it ends, and with one key what it was about. */
function Ending(props: Props) {
  const { ticket, work, onChange } = props;
  const t = useTicketTexts();
  const { language } = useSpeech();
  const { organisation } = useAround();
  const suggested = (ticket.suggestions ?? []).map(({ topic, name }) => ({
    value: topic,
    text: name[language],
  }));
  const own =
    ticket.topic && !suggested.some(({ value }) => value === (ticket.topic?.part ?? ticket.topic?.key));
  const names = useNames();
  const topics = [
    ...suggested,
    ...(own && ticket.topic
      ? [{ value: ticket.topic.key as string, text: names.topic(ticket.topic.key) }]
      : []),
  ];
  const choose = (topic: string | null) => onChange({ topic, isTopicChosen: true });
  useActions([
    ...topics.slice(0, 3).map(({ value }, i) => ({
      id: `topic-${i + 1}`,
      text: t.chooseTopic(i + 1),
      keys: [String(i + 1)],
      scope: "page" as const,
      run: () => choose(value),
    })),
    { id: "topic-none", text: t.chooseNone, keys: ["0"], scope: "page" as const, run: () => choose(null) },
  ]);
  return (
    <>
      <Used {...props} />
      <RadioGroup
        label={t.confirmTopic}
        hint={t.confirmTopicHint}
        isInRow
        options={[
          ...topics.map(({ value, text }, i) => ({ value, text: i < 3 ? `${i + 1}. ${text}` : text })),
          { value: "-", text: `0. ${t.topicNone}` },
        ]}
        value={work.topic === null ? "-" : work.topic}
        onChange={(value) => choose(value === "-" ? null : value)}
      />
      <div class="work-pair">
        <Select
          label={t.outcome}
          options={organisation.ending.outcomes
            .filter((each) => each !== "withdrawn" && each !== "no-reply")
            .map((value) => ({ value: value as string, text: t.outcomes[value] ?? value }))}
          value={work.outcome ?? "answered"}
          onChange={(outcome) => onChange({ outcome })}
        />
        <Select
          label={t.cause}
          isOptional
          options={organisation.ending.cause.map((value) => ({
            value: value as string,
            text: t.causes[value] ?? value,
          }))}
          value={work.cause}
          onChange={(cause) => onChange({ cause })}
        />
      </div>
    </>
  );
}

function ToDesk(props: Props) {
  const { ticket, work, errorOf, onChange } = props;
  const t = useTicketTexts();
  const { organisation } = useAround();
  const { language } = useSpeech();
  return (
    <>
      <Select
        id={idOf("to")}
        label={t.toDesk}
        error={errorOf("to")}
        options={organisation.desks
          .filter(({ key }) => key !== ticket.desk)
          .map(({ key, name }) => ({ value: key as string, text: name[language] }))}
        value={work.to}
        onChange={(to) => onChange({ to })}
      />
      <Reason {...props} reasons={organisation.handOver.reasons} />
    </>
  );
}

function Reason({ work, errorOf, onChange, reasons }: Props & { reasons: readonly string[] }) {
  const t = useTicketTexts();
  return (
    <Select
      id={idOf("reason")}
      label={t.reason}
      error={errorOf("reason")}
      options={reasons.map((value) => ({ value, text: t.reasons[value] ?? value }))}
      value={work.reason}
      onChange={(reason) => onChange({ reason })}
    />
  );
}

function WaitFor({ work, errorOf, onChange }: Props) {
  const t = useTicketTexts();
  const { organisation } = useAround();
  const { language } = useSpeech();
  const choicesOf = (all: Record<string, { name: { nl: string; en: string } }>) =>
    Object.entries(all).map(([value, { name }]) => ({ value, text: name[language] }));
  return (
    <>
      <RadioGroup
        id={idOf("choice")}
        label={t.waitOn}
        error={errorOf("choice")}
        isInRow
        options={(["planned", "partner", "approval"] as const).map((value) => ({
          value,
          text: t.waitingFor[value],
        }))}
        value={work.waitFor}
        onChange={(waitFor) => onChange({ waitFor, choice: undefined } as unknown as Partial<Work>)}
      />
      {work.waitFor === "planned" && (
        <TextField
          id={idOf("on")}
          label={t.until}
          type="date"
          width="middle"
          error={errorOf("on")}
          value={work.on ?? ""}
          onInput={(on) => onChange({ on })}
        />
      )}
      {work.waitFor === "partner" && (
        <Select
          id={idOf("partner")}
          label={t.partner}
          error={errorOf("partner")}
          options={choicesOf(organisation.partners)}
          value={work.choice}
          onChange={(choice) => onChange({ choice })}
        />
      )}
      {work.waitFor === "approval" && (
        <Select
          id={idOf("role")}
          label={t.decider}
          error={errorOf("role")}
          options={choicesOf(organisation.roles)}
          value={work.choice}
          onChange={(choice) => onChange({ choice })}
        />
      )}
    </>
  );
}

function ByWhen({ work, errorOf, onChange }: Props) {
  const t = useTicketTexts();
  return (
    <div class="work-pair">
      <TextField
        id={idOf("day")}
        label={t.promiseDay}
        type="date"
        width="middle"
        error={errorOf("day")}
        value={work.on ?? ""}
        onInput={(on) => onChange({ on })}
      />
      <TextField
        label={t.promiseTime}
        type="time"
        width="middle"
        value={work.at ?? ""}
        onInput={(at) => onChange({ at })}
      />
    </div>
  );
}

/** Who may read a restricted question: one more by name, or somebody less. Who handles it always may. */
function Readers(props: Props) {
  const { ticket, work, onChange } = props;
  const t = useTicketTexts();
  const without = work.without ?? [];
  const others = ticket.readers.filter((person) => person !== ticket.claimedBy);
  return (
    <>
      <Colleague {...props} label={t.readerAdd} />
      {others.length > 0 && (
        <CheckboxGroup
          label={t.readersNow}
          options={others.map((person) => ({
            value: person as string,
            text: t.readerRemove(ticket.names[person] ?? person),
          }))}
          values={[...without]}
          onChange={(chosen) => onChange({ without: chosen as PersonId[] })}
        />
      )}
    </>
  );
}

export function Colleague({
  errorOf,
  onChange,
  label,
  hint,
}: Pick<Props, "errorOf" | "onChange"> & { label?: string; hint?: string }) {
  const t = useTicketTexts();
  const find = useFindPeople();
  return (
    <Combobox<PersonCard>
      id={idOf("person")}
      label={label ?? t.colleague}
      hint={hint ?? t.colleagueHint}
      error={errorOf("person")}
      find={find}
      textOf={({ name }) => name}
      show={(person) => <PersonLine person={person} />}
      keyOf={({ personId }) => personId}
      isFirstReady
      onChoose={(person) => onChange({ person: person?.personId } as Partial<Work>)}
    />
  );
}

/** People by their number or the beginning of a name. */
export function useFindPeople(): (text: string) => Promise<readonly PersonCard[] | undefined> {
  const call = useCall();
  return async (text) => {
    const outcome = await call("GET /v1/people", { query: { q: text, limit: 8 } });
    return outcome.ok ? outcome.body.items : undefined;
  };
}

export const PersonLine = ({ person }: { person: PersonCard }) => (
  <>
    <strong>{person.name}</strong>
    {person.unit && <span class="quiet"> · {person.unit}</span>}
  </>
);

function OneOf({ ticket, work, errorOf, onChange }: Props) {
  const t = useTicketTexts();
  const { membership } = useHere();
  const { organisation } = useAround();
  const isUrgency = work.mode === "urgency";
  const may = (key: string) => {
    const setBy = organisation.serviceLevelRules.urgency[key as "today"]?.setBy;
    return !setBy || membership.roles.some((role) => setBy.includes(role));
  };
  const options = isUrgency
    ? (["normal", "today"] as const)
        .filter(may)
        .map((value) => ({ value: value as string, text: t.urgencies[value] }))
    : (["open", "sensitive", "restricted"] as const).map((value) => ({
        value: value as string,
        text: t.confidentialities[value],
      }));
  return (
    <RadioGroup
      id={idOf("choice")}
      label={t.titles[work.mode]}
      error={errorOf("choice")}
      isInRow
      options={options}
      value={work.choice ?? (isUrgency ? ticket.urgency : ticket.confidentiality)}
      onChange={(choice) => onChange({ choice })}
    />
  );
}

function Reached({ work, errorOf, onChange }: Props) {
  const t = useTicketTexts();
  return (
    <RadioGroup
      id={idOf("callBack")}
      label={t.callBackAsk}
      error={errorOf("callBack")}
      isInRow
      options={[
        { value: "reached", text: t.reached },
        { value: "not-reached", text: t.notReached },
      ]}
      value={work.callBack}
      onChange={(callBack) => onChange({ callBack })}
    />
  );
}
