export const vraag = "ingebed";
