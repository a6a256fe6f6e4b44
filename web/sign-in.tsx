import type { SignInFailure } from "../shared/contract/session.ts";
import { signInPath } from "./session.ts";
import { useTexts } from "./speech.tsx";
import { common } from "./texts/common.ts";
import { texts } from "./texts/texts.ts";
import { Alert } from "./ui/alert.tsx";
import { Button } from "./ui/button.tsx";
import { PageHeading } from "./ui/heading.tsx";
import { Link } from "./ui/link.tsx";
import { Shell } from "./ui/shell.tsx";

const signInTexts = texts({
  nl: () => ({
    welcome: "Welkom bij het Personeelsloket",
    lead: "Voor vragen over werk, salaris, verlof en alles wat daarbij hoort.",
    refused: "Het inloggen is niet gelukt, of het is afgebroken.",
    expired: "Het inloggen duurde te lang. Probeer het opnieuw.",
    unavailable: "De inlogdienst is nu niet bereikbaar. Probeer het over een paar minuten opnieuw.",
  }),
  en: () => ({
    welcome: "Welcome to the HR desk",
    lead: "For questions about work, pay, leave and everything that goes with it.",
    refused: "Signing in did not work, or was broken off.",
    expired: "Signing in took too long. Try again.",
    unavailable: "The sign-in service is out of reach. Try again in a few minutes.",
  }),
});

/** The way in, and why somebody stands here again. */
export function SignIn({ isUnreachable }: { isUnreachable: boolean }) {
  const t = useTexts(common);
  const own = useTexts(signInTexts);
  const query = new URLSearchParams(location.search);
  const failure = query.get("sign-in") as SignInFailure | null;
  query.delete("sign-in");
  const back = location.pathname + (query.size > 0 ? `?${query}` : "");
  return (
    <Shell organisation="" places={[]}>
      <PageHeading lead={own.lead}>{own.welcome}</PageHeading>
      <div class="stack">
        {failure && Object.hasOwn(own, failure) && (
          <Alert tone="warning" title={t.failedTitle}>
            <p>{own[failure]}</p>
          </Alert>
        )}
        {isUnreachable ? (
          <Alert tone="warning" title={t.failedTitle}>
            <p>{t.slowText}</p>
            <Button onClick={() => location.reload()}>{t.tryAgain}</Button>
          </Alert>
        ) : (
          <div>
            <Link to={signInPath(back)} look="primary">
              {t.signIn}
            </Link>
          </div>
        )}
      </div>
    </Shell>
  );
}
