import { type ComponentChildren, createContext } from "preact";
import { useContext, useEffect, useMemo, useState } from "preact/hooks";
import type { Language } from "../shared/text.ts";
import { keep, kept } from "./browser.ts";
import { type Address, type Catalogue, type Speech, textsIn } from "./texts/texts.ts";

type Spoken = Speech & { speak: (language: Language) => void };

const SpeechContext = createContext<Spoken>({ language: "nl", address: "je", speak: () => {} });

const setting = "personeelsloket.language";

const chosenLanguage = (preferred: Language): Language => {
  const chosen = kept(setting);
  return chosen === "nl" || chosen === "en" ? chosen : preferred;
};

/** @param preferred what the people file has: it counts until this person chooses on this device */
export function SpeechProvider({
  address,
  preferred = "nl",
  children,
}: {
  address: Address;
  preferred?: Language;
  children: ComponentChildren;
}) {
  const [language, setLanguage] = useState(() => chosenLanguage(preferred));
  useEffect(() => {
    document.documentElement.lang = language;
  }, [language]);
  const spoken = useMemo(
    () => ({
      language,
      address,
      speak: (chosen: Language) => {
        keep(setting, chosen);
        setLanguage(chosen);
      },
    }),
    [language, address],
  );
  return <SpeechContext.Provider value={spoken}>{children}</SpeechContext.Provider>;
}

export const useSpeech = (): Spoken => useContext(SpeechContext);

/** The texts of a page or a part, in the language and the form that this person reads. */
export function useTexts<T>(catalogue: Catalogue<T>): T {
  const { language, address } = useSpeech();
  return useMemo(() => textsIn(catalogue, { language, address }), [catalogue, language, address]);
}
