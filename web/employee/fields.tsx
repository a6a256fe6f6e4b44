import { useState } from "preact/hooks";
import { useSpeech, useTexts } from "../speech.tsx";
import type { Suggested } from "../suggest/suggester.ts";
import { askTexts } from "../texts/employee.ts";
import { RadioGroup, Select } from "../ui/choice.tsx";
import { Disclosure } from "../ui/disclosure.tsx";
import { Field } from "../ui/field.tsx";
import { TextField } from "../ui/text-field.tsx";
import type { About, Draft, Kind } from "./draft.ts";
import { type Team, useTeam } from "./team.ts";
import type { Topic } from "./topics.ts";

type Changing = { draft: Draft; onChange: (changed: Partial<Draft>) => void };

/** What it is about, where the asker knows. What fits comes first; nobody has to choose. */
export function TopicChoice({
  draft,
  onChange,
  topics,
  suggested,
}: Changing & { topics: readonly Topic[] | "failed" | undefined; suggested: readonly Suggested[] }) {
  const t = useTexts(askTexts);
  const { language } = useSpeech();
  if (topics === "failed") return <p class="quiet">{t.topicsMissing}</p>;
  const all = (topics ?? []).toSorted((one, other) =>
    one.name[language].localeCompare(other.name[language], language),
  );
  const fits = suggested.flatMap(({ topic }) => all.find(({ key }) => key === topic) ?? []);
  const option = ({ key, name }: Topic) => (
    <option key={key} value={key} selected={key === draft.topic}>
      {name[language]}
    </option>
  );
  // By what each option says of itself: the options may come after what was kept.
  return (
    <Field field={{ label: t.topic, hint: t.topicHint, isOptional: true }}>
      {(wiring) => (
        <select
          {...wiring}
          class="control"
          onChange={(event) => onChange({ topic: event.currentTarget.value })}
        >
          <option value="" selected={!draft.topic}>
            {t.topicUnknown}
          </option>
          {fits.length > 0 && <optgroup label={t.topicFits}>{fits.map(option)}</optgroup>}
          {all.length > 0 && (
            <optgroup label={t.topicAll}>{all.filter((topic) => !fits.includes(topic)).map(option)}</optgroup>
          )}
        </select>
      )}
    </Field>
  );
}

/** What few people need: open where it was used. */
export function MoreFields({ draft, onChange, ...person }: Changing & PersonField) {
  const t = useTexts(askTexts);
  const team = useTeam();
  const isForAnother = draft.about !== undefined && draft.about !== "self";
  const mayAskForOthers = team !== undefined || isForAnother;
  return (
    <Disclosure
      summary={mayAskForOthers ? t.moreOfTeam : t.more}
      isOpen={isForAnother || draft.kind !== undefined}
    >
      <div class="stack">
        <RadioGroup<Kind>
          label={t.kind}
          isOptional
          options={(["question", "request", "complaint", "objection"] as const).map((value) => ({
            value,
            text: t.kinds[value],
          }))}
          value={draft.kind}
          onChange={(kind) => onChange({ kind })}
        />
        {mayAskForOthers && (
          <RadioGroup<About>
            label={t.about}
            options={[
              { value: "self", text: t.abouts.self },
              { value: "namens", text: t.abouts.namens, hint: t.namensHint },
              { value: "over", text: t.abouts.over, hint: t.overHint },
            ]}
            value={draft.about ?? "self"}
            onChange={(about) => onChange({ about })}
          />
        )}
        {isForAnother && (
          <TeamMember draft={draft} onChange={onChange} team={team?.items ?? []} {...person} />
        )}
      </div>
    </Disclosure>
  );
}

type PersonField = { personId: string; personError: string | undefined };
const another = "";

/** One of the team by name; who is not listed by the name that they sign in with. */
function TeamMember({
  draft,
  onChange,
  team,
  personId,
  personError,
}: Changing & PersonField & { team: Team["items"] }) {
  const t = useTexts(askTexts);
  const { person } = draft;
  const isListed = team.some((member) => member.personId === person);
  const [isAnother, setIsAnother] = useState(false);
  const isTyped = team.length === 0 || isAnother || (person !== undefined && person !== "" && !isListed);
  const at = (isField: boolean) =>
    isField ? { id: personId, ...(personError !== undefined && { error: personError }) } : {};
  return (
    <>
      {team.length > 0 && (
        <Select
          {...at(!isTyped)}
          label={t.member}
          options={[
            ...team.map(({ personId, name, unit }) => ({
              value: personId as string,
              text: unit ? `${name} (${unit})` : name,
            })),
            { value: another, text: t.anotherMember },
          ]}
          value={isTyped ? another : person || undefined}
          onChange={(chosen) => {
            setIsAnother(chosen === another);
            onChange({ person: chosen });
          }}
        />
      )}
      {isTyped && (
        <TextField
          {...at(true)}
          label={t.person}
          hint={t.personHint}
          width="middle"
          value={person ?? ""}
          onInput={(typed) => onChange({ person: typed })}
        />
      )}
    </>
  );
}
