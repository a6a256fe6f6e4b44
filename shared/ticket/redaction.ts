/** Why a text is made unreadable. Events keep the word that was given, also where there were others. */
export const redactReasons = ["special-data", "bsn", "wrong-person", "mistake"] as const;
