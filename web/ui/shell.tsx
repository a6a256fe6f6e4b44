import "./shell.css";
import type { ComponentChildren } from "preact";
import { useSpeech, useTexts } from "../speech.tsx";
import { common } from "../texts/common.ts";
import { Button } from "./button.tsx";
import { Link } from "./link.tsx";

export type Place = { to: string; text: string; isCurrent: boolean };

type Props = {
  organisation: string;
  places: readonly Place[];
  children: ComponentChildren;
  person?: string | undefined;
  onSignOut?: (() => void) | undefined;
  /** There is more than one language to choose from. */
  hasLanguages?: boolean;
  /** The desk and the reports use the whole width. */
  isWide?: boolean;
  /** In the foot, beside the organisation's name. */
  foot?: ComponentChildren;
};

/** What stands around every page: where you are, where else you may go, who you are, in which language. */
export function Shell(props: Props) {
  const t = useTexts(common);
  const { organisation, places } = props;
  return (
    <div class={props.isWide ? "shell shell-wide" : "shell"}>
      <a class="shell-skip" href="#content">
        {t.skip}
      </a>
      <header class="shell-head">
        <div class="shell-in shell-top">
          <p class="shell-name">
            <span class="shell-mark" aria-hidden="true" />
            <span>
              <span class="shell-helpdesk">{t.helpdesk}</span>
              <span class="shell-organisation">{organisation}</span>
            </span>
          </p>
          <Who {...props} />
        </div>
        {places.length > 0 && (
          <nav class="shell-nav" aria-label={t.navigation}>
            <ul class="shell-in">
              {places.map(({ to, text, isCurrent }) => (
                <li key={to}>
                  <Link to={to} isCurrent={isCurrent}>
                    {text}
                  </Link>
                </li>
              ))}
            </ul>
          </nav>
        )}
      </header>
      <main id="content" class="shell-in shell-content" tabIndex={-1}>
        {props.children}
      </main>
      <footer class="shell-foot">
        <div class="shell-in row">
          <span>{organisation ? `${t.helpdesk} · ${organisation}` : t.helpdesk}</span>
          {props.foot}
        </div>
      </footer>
    </div>
  );
}

function Who({ person, onSignOut, hasLanguages = true }: Props) {
  const { language, speak } = useSpeech();
  const t = useTexts(common);
  const other = language === "nl" ? "en" : "nl";
  return (
    <div class="shell-who">
      {person && (
        <span class="shell-person">
          <span class="only-read-aloud">{t.signedInAs(person)}</span>
          <span aria-hidden="true">{person}</span>
        </span>
      )}
      {hasLanguages && (
        <Button look="subtle" isSmall onClick={() => speak(other)}>
          <span lang={other}>{t.otherLanguage}</span>
        </Button>
      )}
      {onSignOut && (
        <Button look="subtle" isSmall onClick={onSignOut}>
          {t.signOut}
        </Button>
      )}
    </div>
  );
}
