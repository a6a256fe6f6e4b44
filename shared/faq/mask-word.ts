import { isFunctionWord } from "./features.ts";

const list = (words: string): ReadonlySet<string> => new Set(words.split(" "));

/** What may stand before a family name; folded. */
export const particles = list(
  "van de der den het 't t te ter ten in op aan von zu du des del della di da dos el al ben ibn bin la le les vd v/d",
);

export const months = list(
  "januari februari maart april mei juni juli augustus september oktober november december january february march may june july august october",
);

/** Words that often stand before a month and never before a person. */
export const beforeMonths = list(
  "in vanaf tot per sinds begin eind einde medio half since until till from by before after of late early mid maand month this next last deze volgende vorige",
);

/** Before these stands a place, as far as the word may be one. */
export const beforePlaces = list("in te uit near at regio gemeente stad");

/** Names that are words, months or places too: only their use shows which. Folded. */
export const wordsToo: ReadonlySet<string> = new Set([
  ...months,
  ...list(
    // Given names.
    "roos mark will june mei may april august rose grace hope faith joy art bill drew frank grant dean guy jack sky storm summer autumn max ben jet don per ad an jo ton wil toon els lot lief lieve door do nel iris fleur linde hazel ster sterre job sales ward ray wade chase chance miles pierce reed dale glen cliff heath ford lane brook dawn eve ivy lily daisy ruby pearl amber crystal violet olive ginger sage charity patience mercy honor angel christian gene norm skip buck rusty sandy jay bo tip pip star dag nova rein rust floor mees wende merel jasmijn anker dot kit art",
  ),
  ...list(
    // Dutch family names.
    "vos jong bakker visser smit smid mulder kuiper schipper timmerman slager koster kok prins koning keizer graaf groot klein lang kort wit zwart bruin rood groen blauw oud nieuw haan kat hond wolf leeuw beer vogel vink mus snoek baars bloem winter zomer lente herfst post bank molen brug poort dam dorp stad hof kamp weg straat land zee duin heide kramer ridder ruiter schout meester pastoor monnik engel heer man vrouw kind broer zuster oom neef vader moeder mooi goed sterk wijs vroom zoet bitter zuur peper appel peer pruim kers noot boom stok tak blad wortel kool raap boon hop koren rogge wind regen sneeuw ijs vuur rook stoom water beek vliet sloot meer plas put bron vaart haven schip boot zeil mast touw net vis haring bot schol bos berg veld dijk boer loon recht raad kamer vrij vroeg laat wil rust werk dienst brand steen goud zilver ijzer staal kruis kerk school huis kelder wagen paard schaap lam rijk arm hoek ring geest hart hand voet mond baard kroon schild zwaard spoor maan zon spel tuin tol vries zand moor kuil stam baan bruins dekker ambtman schrijver wever hoogland staal",
  ),
  ...list(
    // English family names.
    "brown white black green gray grey young king long short wood hill field rivers stone baker cook smith taylor miller butcher mason fisher hunter carter cooper day page price rich banks church bush fox bird fish case cross english french little love major marsh may mills moon moss nice noble north parks potter power reader rock rose sharp small snow south speed spring steel strong swift temple walker wall waters weaver west winter wise work worth",
  ),
  ...placesToo(),
]);

/** Places that are family names too, and those that stand in most questions. */
export const places = placesToo();

function placesToo(): ReadonlySet<string> {
  return list(
    "bergen breda delft tiel assen emmen goes hoorn houten zeist soest utrecht velsen buren doorn elst essen gent haarlem london paris florence sydney austin dallas chelsea leiden rotterdam amsterdam groningen arnhem nijmegen maastricht zwolle weert vught waalwijk oss eindhoven tilburg almere",
  );
}

/** Capitalised words that are nobody's name; folded. */
const ordinaryWords = list(
  [
    // Parties and products.
    "abp uwv cao topdesk youforce afas loyalis menzis cz vgz asr iza svb duo ns ing rabobank abn amro pggm pfzw fnv cnv belastingdienst arbo arbodienst arboned arts bedrijfsarts zilveren kruis visma raet sap workday exact teams outlook word excel microsoft google windows sharepoint office intranet insite citrix vpn digid mijnoverheid linkedin whatsapp nationale nederlanden rijk gemeente gemeenten provincie waterschap politie defensie overheid rijksoverheid eu europa nederland belgie duitsland nederlands nederlandse nederlander belg belgisch duits duitse engels engelse frans franse pools poolse turks turkse marokkaans marokkaanse syrisch dutch english german french polish turkish belgian british american netherlands",
    // The organisation.
    "hr hrm p&o po hrd hro salarisadministratie personeelszaken personeelsloket personeel loket helpdesk servicedesk servicepunt balie afdeling team teamleider teammanager manager management directie directeur bestuur college wethouder burgemeester raad or ondernemingsraad ict facilitair facilitaire financien inkoop communicatie burgerzaken vergunningen handhaving juridische juridisch zaken sociaal domein werk inkomen jeugd wmo beheer openbare ruimte planning control controller griffie bibliotheek adviseur consulent medewerker medewerkers collega collega's leidinggevende leidinggevenden coach mentor stagiair stagiaire trainee vakantiekracht ambtenaar ambtenaren secretaris secretaresse beveiliging receptie buitendienst binnendienst roosteraar planner preventiemedewerker vertrouwenspersoon mediator payroll finance department colleague colleagues line supervisor employee employees staff director desk service services support unit",
    // What questions are about.
    "verlof vakantie salaris loon loonstrook ziek ziekte ziekmelding pensioen ikb wga wia ww aow vog bhv bsn iban rvu wlz pnil opzeggen ontslag contract aanstelling rooster uren dienst nachtdienst overwerk toeslag declaratie reiskosten thuiswerken zwangerschapsverlof ouderschapsverlof zorgverlof geboorteverlof calamiteitenverlof functie schaal periodiek bonus toelage eindejaarsuitkering vakantiegeld jaaropgave opleiding training studie leave salary pay payslip sick sickness pension holiday holidays contract hours roster overtime allowance expenses maternity paternity parental training question vraag vragen antwoord melding aanvraag wijziging betreft bijlage onderwerp subject request",
    // What sentences and closings begin with.
    "beste fijn fijne prettig prettige goede goed weekend week succes sterkte tot geachte hoi hallo hi hey dear hello dag lieve goedemorgen goedemiddag goedenavond groet groeten groetjes bedankt dank dankjewel thanks thank regards alvast graag kunt kun zou mag moet wil hoe wat waar wanneer waarom wie welke is zijn heeft hebben volgens omdat sinds sindsdien daarom daarna ook maar want dus als indien tijdens gisteren vandaag morgen overmorgen vorige volgende vorig volgend binnenkort helaas kortom verder toen nu straks eerst daarnaast inmiddels misschien namelijk zodra hierbij hiermee allen allemaal iedereen anderen mensen dames heren heer mevrouw meneer mijnheer mevr mw dhr drs ir mr mrs ms dr prof sir madam everyone everybody all there both please could would should when where what why how because since yesterday today tomorrow maybe unfortunately also however currently just still according during after before next last until welke elke alle beide onze ons wij jullie zelf nieuwe nieuw new old eerste laatste first last ja nee yes no ok oke sorry let weet iemand niemand someone nobody nothing niets iets something",
    // Days and parts of days.
    "maandag dinsdag woensdag donderdag vrijdag zaterdag zondag monday tuesday wednesday thursday friday saturday sunday kerst kerstmis pasen pinksteren hemelvaart koningsdag bevrijdingsdag sinterklaas ramadan suikerfeest offerfeest christmas easter morning afternoon evening ochtend middag avond",
    ...months,
  ].join(" "),
);

const ordinaryEnd =
  /(?:zaken|beheer|dienst|diensten|heid|schap|atie|administratie|teit|centrum|bureau|afdeling|team|management|ontwikkeling|ondersteuning|vergunning|vergunningen|verlof|dagen|toeslag|regeling|uitkering|vergoeding|kosten|verzekering|gesprek|aanvraag|melding|contract|medewerker|leider|adviseur|manager|tion|ment|ness|ship|officer)$/;

/** Whether a folded word is surely no name, however it is written. */
export const isOrdinary = (word: string): boolean =>
  isFunctionWord(word) ||
  ordinaryWords.has(word) ||
  ordinaryEnd.test(word) ||
  word.split("-").some((part) => part.length > 1 && ordinaryWords.has(part));

/** Parties of which a word may be somebody's name; folded words with a space between. */
export const parties = list2(
  "zilveren kruis, cao gemeenten, rode kruis, zorg van de zaak, van lanschot, albert heijn, arbo unie, het rijk, de goudse, nationale nederlanden",
);

function list2(phrases: string): readonly (readonly string[])[] {
  return phrases.split(", ").map((phrase) => phrase.split(" "));
}

/** Always before a name. */
export const titles = list("dhr meneer mijnheer mevr mevrouw mw mej drs ir dr prof mr mrs ms miss");
/** Before a name where a capital follows. */
export const relations = list(
  "heer collega collegas collega's leidinggevende manager teamleider teammanager chef baas afdelingshoofd directeur man vrouw zoon zoontje dochter dochtertje kind baby partner moeder vader broer zus zusje echtgenoot echtgenote ex vriend vriendin schoonmoeder schoonvader opa oma bedrijfsarts huisarts vertrouwenspersoon coach adviseur colleague supervisor boss husband wife son daughter mother father brother sister child friend girlfriend boyfriend doctor tante oom neef nicht stagiair stagiaire mentor genaamd named heet called",
);
export const closings = list(
  "groet groeten groetjes grt gr grtjs mvg regards sincerely cheers wishes faithfully liefs",
);
export const thanks = list("bedankt dank dankjewel dankuwel bvd thanks thx thank");
export const salutations = list(
  "beste geachte hoi hallo hi hey hello dear lieve dag goedemorgen goedemiddag goedenavond ha morning",
);
/** Before a colon, what follows is a name. */
export const labels = list(
  "naam name medewerker werknemer employee contactpersoon aanvrager from van voornaam achternaam afzender",
);
/** Given names that are also short for a month. */
export const abbreviatedMonths = list("jan mar jun");

/** Of the names that are words too those that begin a sentence as a person: "Roos is ziek", where "Post is zoek" is not. */
export const givenNamesToo = list(
  "roos mark will els rose grace hope faith joy bill drew frank grant dean guy jack ben jet don jo wil toon lot iris fleur linde hazel ward ray wade chase miles reed dale glen heath brook dawn eve ivy lily daisy ruby pearl amber sandy bo bob tip pip",
);
/** What a person does at the beginning of a sentence. */
export const deeds = list(
  "is was heeft had wil wilde kan kon moet mag gaat ging komt kwam werkt werkte zegt zei vraagt vroeg krijgt kreeg belt belde denkt vindt has wants wanted works worked says said asks asked gets got goes went thinks told needs",
);
