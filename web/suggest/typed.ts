import { holdsBsn } from "../../shared/person/bsn.ts";

/** From about here on, what is typed tells what it is about. */
const fewestCharacters = 12;
export const isLongEnough = (typed: string): boolean => typed.trim().length >= fewestCharacters;

export type Care = "bsn" | "health";

/** Words that tell what somebody has, not that somebody is away: reporting sick is no reason to warn. */
const healthWords =
  /(?<!\p{L})(?:diagnose|diagnosis|kanker|cancer|tumor|chemo|depressi\p{L}*|burn-?out|overspannen|angststoornis|anxiety|ptss|ptsd|adhd|autis\p{L}*|bipola\p{L}*|psycho(?:loog|logist|se|sis|tisch)|psychiat\p{L}*|therap(?:ie|y)|medicijn\p{L}*|medication|medicatie|operatie|surgery|geopereerd|hernia|migraine|epilepsie|epilepsy|diabetes|suikerziekte|reuma|hiv|miskraam|miscarriage|verslav\p{L}*|verslaafd|addict\p{L}*|alcoholis\p{L}*|hartinfarct|hartaanval|beroerte|stroke|long ?covid|zelfmoord\p{L}*|suici\p{L}*)(?!\p{L})/iu;

/** What should rather not be written to a helpdesk. It never stops anybody: it says why not. */
export function caresOf(typed: string): Care[] {
  return [
    ...(holdsBsn(typed) ? (["bsn"] as const) : []),
    ...(healthWords.test(typed) ? (["health"] as const) : []),
  ];
}
