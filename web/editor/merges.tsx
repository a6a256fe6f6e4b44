import { useAnswer } from "../reading.ts";
import { useSpeech, useTexts } from "../speech.tsx";
import { editorTexts } from "../texts/editor.ts";
import { Button } from "../ui/button.tsx";
import { Card } from "../ui/card.tsx";
import { Empty } from "../ui/empty.tsx";
import { Link } from "../ui/link.tsx";
import { NoAlert } from "../ui/no-alert.tsx";
import { Skeleton } from "../ui/waiting.tsx";
import { Outcome, useDeed } from "./deed.tsx";
import { topicPath } from "./paths.ts";

/** A short list a week of topics that may be one. */
export function Merges() {
  const t = useTexts(editorTexts);
  const { language } = useSpeech();
  const found = useAnswer("GET /v1/topics/merges");
  const deed = useDeed();
  const suggestions = found.data?.body.suggestions ?? [];
  const percent = new Intl.NumberFormat(language, { style: "percent" });
  return (
    <div class="stack">
      <Outcome deed={deed} />
      {found.error && <NoAlert no={found.error.no} onRetry={() => found.refetch()} />}
      {found.isPending && <Skeleton />}
      {found.data && suggestions.length === 0 && (
        <Empty title={t.mergesNone}>
          <p>{t.mergesNoneText}</p>
        </Empty>
      )}
      {suggestions.map(({ topic, name, into, intoName, alike }) => {
        const [one, other] = [name?.[language] ?? t.unnamed, intoName?.[language] ?? t.unnamed];
        return (
          <Card key={`${topic} ${into}`} title={t.mergePair(one, other)} level={3}>
            <p>
              {t.alike(percent.format(alike))}. <Link to={topicPath(topic)}>{one}</Link>,{" "}
              <Link to={topicPath(into)}>{other}</Link>.
            </p>
            <Button
              label={t.mergeThis(one, other)}
              isBusy={deed.busy === `${topic} ${into}`}
              onClick={() =>
                deed.run(
                  `${topic} ${into}`,
                  "POST /v1/topics/{topic}/merge",
                  { params: { topic }, body: { into } },
                  t.done.merged,
                )
              }
            >
              {t.merge}
            </Button>
          </Card>
        );
      })}
    </div>
  );
}
