import { useEffect } from "preact/hooks";
import { tellOtherWindows } from "./session.ts";
import { useTexts } from "./speech.tsx";
import { common } from "./texts/common.ts";
import { Alert } from "./ui/alert.tsx";

/** What the small window of a second sign-in comes back to. */
export function SignedIn() {
  const t = useTexts(common);
  useEffect(() => {
    tellOtherWindows("signed-in");
    close();
  }, []);
  return (
    <main class="opening">
      <Alert tone="ok" title={t.signedInAgain} />
    </main>
  );
}
