/**
 * The HR concepts that an organisation starts with: key, words in Dutch, words in English. Written from what public
 * employers put on their pages for everyone: collective agreements (Gemeenten, Rijk, Politie, Ziekenhuizen), ABP, UWV,
 * Belastingdienst. A star stands where a word may be a part of a longer one; Dutch words of six letters or more may
 * always be. A word stands in one concept only.
 */
export const hrConcepts: readonly (readonly [key: string, nl: string, en: string])[] = [
  [
    "abroad",
    "buitenland, over de grens, in een ander land, ander land, andere landen, grensarbeider, thuisland, land van herkomst",
    "abroad, another country, other country, foreign country, overseas, cross border, home country",
  ],
  [
    "absence",
    "afwezig, afwezigheid, afwezigheidsassistent, niet aanwezig, out of office",
    "absent, out of office, away, not present",
  ],
  [
    "access-card",
    "dienstwapen, legitimatiebewijs dienst, toegangspas, pas, personeelspas, druppel, badge, rijkspas, dienstpas",
    "access card, badge, staff pass, access pass, key card, entry pass",
  ],
  [
    "accident",
    "ongeval, ongeluk, dienstongeval, bedrijfsongeval, arbeidsongeval, gevallen, gewond, letsel, verwond, gebroken, incident, prikaccident, aanrijding",
    "accident, injury, injured, hurt, fell, incident, collision, wounded, broke my",
  ],
  [
    "account-locked",
    "geblokkeerd, account op slot, buitengesloten uit systeem, vergrendeld, account zit dicht",
    "blocked, locked out, locked, lockout",
  ],
  [
    "adapted-work",
    "halve dagen, gedeeltelijk werken, aangepast werk, aangepaste werkzaamheden, halve dag, ander passend werk, halve kracht, lichter werk",
    "half days, partial work, adapted work, light duties, half day, modified work",
  ],
  ["add", "toevoegen, toevoeg, erbij zetten, bijvoegen", "add, adding, attach, append"],
  [
    "address",
    "adres, huisadres, woonadres, postadres, adreswijziging, postcode",
    "address, home address, postal address, zip code, postcode",
  ],
  [
    "adoption",
    "adoptie, adopteren, adoptieverlof, pleegkind, pleegzorg, pleegouder, pleegverlof",
    "adoption, adopt, foster child, foster care, foster parent",
  ],
  [
    "advance",
    "voorschot, lening van werkgever, salaris vooruit, loon vooruit, voorfinanciering",
    "advance, salary advance, loan from employer, paid in advance, wage advance",
  ],
  [
    "advice",
    "advies, adviseur, hulp, helpen, ondersteuning, help, geholpen, meedenken",
    "advice, help, support, assist, assistance, advise",
  ],
  ["age", "leeftijd, jaar oud, oud genoeg", "age, years old, years of age"],
  [
    "aggression",
    "agressie, geweld, bedreigd, bedreiging, geslagen, mishandeld, bespuugd, belediging, uitgescholden",
    "aggression, violence, threatened, threat, assaulted, attacked, verbal abuse, spat",
  ],
  [
    "agreements",
    "akkoord over, eens worden, afspraken maken, afspraken, overeenstemming",
    "agreements, arrangements, agree with, come to an agreement",
  ],
  [
    "allowance",
    "toelage, toeslag, emolument, tegemoetkoming, bijslag",
    "allowance, supplement, top up, premium pay",
  ],
  [
    "allowance-acting",
    "waarnemingstoelage, waarnemen, waarneming, plaatsvervangend, vervangingstoelage, tijdelijk hogere functie",
    "acting allowance, acting up, deputise, substitute duty",
  ],
  [
    "annual-statement",
    "jaaropgave, jaaropgaaf, jaaroverzicht, jaaropgaven, jaaropgaves, jaarloonopgave, jaarcijfers loon",
    "annual statement, annual income statement, year end statement, yearly statement, p60, annual tax statement, annual salary statement",
  ],
  [
    "anyone-else",
    "iemand anders, een ander, ander persoon, namens, voor een collega",
    "someone else, on behalf of, other person, another person",
  ],
  [
    "appeal",
    "bezwaar, bezwaarschrift, beroep, beroepschrift, in beroep, niet mee eens, oneens, aanvechten, betwisten",
    "objection, object to, appeal, disagree, dispute, contest, challenge",
  ],
  [
    "apply-for",
    "aanvragen, aanvraag, aanvraagformulier, vraag aan, aangevraagd, verzoek indienen, indienen, dien in, ingediend, verzoek",
    "apply for, request, requested, requesting, submit, submitted, put in for, file a request",
  ],
  [
    "appointment",
    "afspraak, afspreken, inplannen, spreekuur, verzetten, langskomen",
    "appointment, schedule, reschedule, consultation, office hours",
  ],
  [
    "appointment-permanent",
    "vaste aanstelling, vast contract, vaste dienst, onbepaalde tijd, vast dienstverband, vaste baan, in vaste dienst",
    "permanent contract, permanent appointment, permanent position, indefinite contract, open ended contract",
  ],
  [
    "appointment-temporary",
    "tijdelijk contract, tijdelijke aanstelling, bepaalde tijd, tijdelijke dienst, jaarcontract, contract loopt af, contract afloopt, aflopend contract, einde contract, tijdelijk dienstverband, contract stopt, contract eindigt",
    "temporary contract, fixed term, contract ends, contract expires, end of contract, contract ending, temporary position",
  ],
  [
    "appraisal",
    "beoordeling, beoordelingsgesprek, functioneringsgesprek, functionering, jaargesprek, ontwikkelgesprek, voortgangsgesprek, planningsgesprek, resultaatgesprek, gesprekscyclus, personeelsgesprek, beoordeeld, evaluatiegesprek, het goede gesprek",
    "appraisal, performance review, review meeting, annual review, assessment, evaluation, performance interview, performance appraisal, assessed, annual interview, yearly review",
  ],
  [
    "appraisal-report",
    "gespreksformulier, beoordelingsformulier, gespreksverslag, verslag, verslag van gesprek",
    "appraisal form, review form, interview report, report of the meeting",
  ],
  [
    "approval",
    "goedkeuren, goedkeuring, goedgekeurd, akkoord, accorderen, accordering, fiatteren, fiat, keur goed, afkeuren, afgekeurd, akkoord geven, toestemming",
    "approve, approval, approved, authorise, authorize, sign off, reject, consent, permission, approving, approvals",
  ],
  [
    "attachment-of-earnings",
    "loonbeslag, beslag*, beslaglegging, deurwaarder, incasso, schulden, schuld, schuldhulp, schuldsanering, bewindvoerder, beslagvrije voet, geldzorgen, geldproblemen, budgetcoach, wsnp, rondkomen",
    "garnishment, attachment of earnings, wage attachment, bailiff, debt, debts, seizure, debt counselling, money problems, financial trouble",
  ],
  [
    "authorisation",
    "machtiging, gemachtigd, autorisatie, rechten in systeem, bevoegdheid, bevoegd, mandaat, toegangsrechten",
    "authorisation, authorization, mandate, access rights, user rights, authorised",
  ],
  [
    "bank-account",
    "bankrekening, rekeningnummer, iban, bankrekeningnummer, bankgegevens, andere bank, nieuwe bank, salarisrekening, rekening, bankpas",
    "bank account, account number, iban, bank details, new bank, bank number, different bank, switch bank",
  ],
  [
    "bank-statement",
    "bankafschrift, afschriften, overschrijving",
    "bank statement, bank transfer, wire transfer",
  ],
  [
    "before",
    "voordat, van tevoren, vooraf, voorafgaand, eerst voor",
    "before, beforehand, prior to, ahead of",
  ],
  [
    "beneficiary",
    "begunstigde, erfgenaam, partnerpensioen, pensioenpartner, wezenpensioen",
    "beneficiary, heir, partner pension, orphan",
  ],
  [
    "benefit",
    "uitkering, uitkeringen, bovenwettelijk, bovenwettelijke",
    "benefit, benefits, benefit payment",
  ],
  [
    "bicycle",
    "fiets*, *fiets, fietsregeling, fietsplan, fiets van de zaak, leasefiets, elektrische fiets, e bike, ebike, speedpedelec, speed pedelec, bakfiets, racefiets, wielrenfiets, rijwiel, fietsenplan, fietslease",
    "bike, bicycle, bike scheme, cycle to work, bicycle scheme, e-bike, bicycle plan, bike plan, lease bike, cycling",
  ],
  [
    "birth",
    "geboorte*, geboren, bevallen van, baby, kindje, vader geworden, kind gekregen, aangifte geboorte, pasgeboren, newborn",
    "birth, born, baby, had a child, new father, birth of, child is born",
  ],
  [
    "birth-leave",
    "geboorteverlof, aanvullend geboorteverlof, partnerverlof, vaderschapsverlof, kraamverlof, vaderverlof, papaverlof, wieg, extra geboorteverlof, vaderdagen, uitgerekend partner, vriendin bevalt, vrouw bevalt, partner bevalt, vrouw bevallen, partner bevallen, vriendin bevallen",
    "birth leave, paternity leave, partner leave, paternity, dad leave, wife gives birth, partner gives birth, partner is pregnant, wife is pregnant, girlfriend is pregnant, additional birth leave, father leave",
  ],
  ["birthday", "verjaardag, geboortedatum, verjaardagen", "birthday, date of birth"],
  [
    "bonus",
    "bonus, gratificatie, beloning, incidentele beloning, extra beloning, eenmalige uitkering, eenmalig bedrag, waardering, variabele beloning, functioneringstoelage",
    "bonus, reward, one-off payment, one off payment, lump sum, gratuity, performance bonus",
  ],
  [
    "border-countries",
    "belgie, duitsland, grensstreek, a1 verklaring, a1-verklaring, belgische, duitse, sociale zekerheid",
    "belgium, germany, a1 certificate, a1 form, social security, belgian, german",
  ],
  [
    "breastfeeding",
    "borstvoeding, kolven, kolfruimte, kolftijd, lactatie",
    "breastfeeding, pumping, express milk, lactation, nursing room, breast milk",
  ],
  ["build-up", "opbouw, opgebouwd, bouw ik op, opbouw van", "accrue, accrual, accrued, build up"],
  [
    "bullying",
    "pesten, gepest, pesterij, ongewenst gedrag, intimidatie, discriminatie, gediscrimineerd, seksueel, ongewenste omgangsvormen, grensoverschrijdend, racisme, roddel, treiteren, weggepest, intimideert, pest mij, kleineren, gekleineerd",
    "bullying, bullied, harassment, harass, harasses, unwanted behaviour, unwanted behavior, discrimination, discriminated, intimidation, sexual, racism, inappropriate behaviour, misconduct by colleague, bully",
  ],
  [
    "business-card-travel",
    "ns businesscard, ns business card, ov kaart, ov chipkaart, trajectkaart, mobiliteitskaart, businesscard, reiskaart, ov abonnement, jaarkaart",
    "travel card, ns business card, public transport card, rail card, season ticket, transit pass, mobility card, train pass",
  ],
  [
    "business-trip",
    "dienstreis, dienstreizen, zakenreis, zakelijke reis, zakelijke kilometers, dienstreizen declareren, reis voor het werk, buitenlandse reis, dienstkilometers, zakelijke rit, zakelijk gereden",
    "business trip, business travel, work trip, duty travel, official travel, mission, business mileage, business kilometres",
  ],
  [
    "buy",
    "kopen, koop, gekocht, aanschaffen, aanschaf, bijkopen, aankoop, inkopen",
    "buy, purchase, purchased, bought, buying",
  ],
  [
    "buy-leave",
    "verlof kopen, vakantiedagen kopen, extra vakantiedagen, verlof bijkopen, uren kopen, vakantie-uren kopen, bovenwettelijk verlof kopen, verlofuren kopen, dagen kopen, dagen bijkopen, uren bijkopen, extra verlof kopen, verlofdagen kopen, extra vrije dagen",
    "buy leave, buy extra leave, purchase leave, buy holiday, buy vacation, extra vacation days, buy days, extra holidays, buy hours, extra leave days",
  ],
  [
    "calculate",
    "berekenen, berekening, berekend, rekenhulp, uitrekenen, rekentool",
    "calculate, calculation, calculated, calculator, work out",
  ],
  [
    "call-in-sick",
    "ziekmelden, ziekmelding, ziek melden, ziek gemeld, ziekgemeld, meld ik me ziek, meld me ziek, afmelden wegens ziekte, ziek thuis, ik ben ziek, griep, koorts, verkouden, meld ik mij ziek, meld mij ziek, niet komen werken, buikgriep",
    "call in sick, report sick, calling in sick, sick report, report ill, i am sick, i am ill, sick today, flu, fever, reporting sick, call sick",
  ],
  [
    "cancel",
    "annuleren, annulering, intrekken, terugtrekken, afzeggen, terugdraaien, ongedaan, ingetrokken",
    "cancel, cancellation, withdraw, undo, revoke, cancelled",
  ],
  [
    "car",
    "auto, dienstauto, leaseauto, eigen auto, poolauto, parkeren, parkeerplaats, parkeervergunning, laadpaal, bijtelling, parkeerkosten, motorrijtuig",
    "car, lease car, own car, company car, parking, parking permit, charging station, pool car",
  ],
  [
    "care-leave",
    "zorgverlof, mantelzorg, mantelzorger, kortdurend zorgverlof, langdurend zorgverlof, zorg voor, zorgen voor, verzorgen, zieke moeder, zieke vader, ziek kind, kind ziek, kind is ziek, moeder ziek, zorgtaken, palliatief, stervensbegeleiding, hulpbehoevend, zieke ouder, dochter ziek, zoon ziek, partner ziek, vrouw ziek, man ziek, zieke partner",
    "care leave, carer, informal care, caring for, care for, sick child, child is sick, ill mother, ill father, sick parent, nursing, caregiver, carer leave, family care, ill partner, take care of",
  ],
  [
    "career",
    "loopbaan, loopbaangesprek, loopbaanadvies, loopbaancoach, carriere, loopbaanbegeleiding, mobiliteitsadviseur, doorgroeien, doorgroei, loopbaanscan",
    "career, career advice, career coach, career counselling, mobility adviser, career development, grow further",
  ],
  [
    "cash-out",
    "uitbetalen, uitbetaling, laten uitbetalen, uitbetaald, uitkeren, verzilveren, cash",
    "pay out, payout, cash out, cashing, paid out, cash in",
  ],
  [
    "certificate-of-conduct",
    "vog, verklaring omtrent gedrag, antecedentenonderzoek, screening, veiligheidsonderzoek, justis, betrouwbaarheidsonderzoek, pre-employment screening, strafblad, vgb",
    "certificate of conduct, good conduct, background check, criminal record, security clearance, screening, security check",
  ],
  [
    "change",
    "wijzigen, wijziging, aanpassen, aanpassing, veranderen, verandering, gewijzigd, veranderd, doorgeven, doorvoeren, verander, omzetten, wisselen, mutatie, muteren, wijzig, aangepast",
    "change, modify, update, alter, changed, adjust, adjustment, changing, switch",
  ],
  [
    "changed-situation",
    "gewijzigde situatie, persoonlijke situatie, gezinssituatie, wijziging doorgeven, thuissituatie",
    "changed situation, personal situation, home situation, family situation",
  ],
  [
    "childcare",
    "kinderopvang, opvang, creche, kinderopvangtoeslag, gastouder, bso",
    "childcare, day care, nursery, daycare, childcare allowance, creche",
  ],
  [
    "children",
    "kind, kinderen, zoon, dochter, zoontje, dochtertje, tweeling",
    "child, children, son, daughter, kid, kids, twins",
  ],
  [
    "choice-budget",
    "ikb, individueel keuzebudget, keuzebudget, ikap, keuzemodel, cafetariamodel, keuzemenu, bronnen en doelen, meerkeuze arbeidsvoorwaarden, arbeidsvoorwaardenkeuze, keuzesysteem, fiscaal uitruilen, uitruil, uitruilen, ikb keuze, ikb budget",
    "choice budget, individual choice budget, flexible benefits, cafeteria scheme, benefit budget, ikb budget, exchange of benefits, flex budget, individual budget",
  ],
  [
    "circumstances",
    "privesituatie, prive, persoonlijke omstandigheden, omstandigheden",
    "private situation, circumstances, personal circumstances, private",
  ],
  [
    "claim",
    "declaratie, declareren, declareer, onkosten, onkostenvergoeding, bonnetje, bonnetjes, gedeclareerd, onkostendeclaratie, terugvragen, terugkrijgen, voorgeschoten, declaraties, kosten indienen, bon, factuur, verblijfkosten, maaltijdvergoeding, hotelkosten, parkeerbon, lunchkosten",
    "expense claim, expenses, claim expenses, receipt, receipts, claim, reimbursement, reimburse, expense, get back, invoice, hotel, meal allowance, reimbursed",
  ],
  [
    "claim-rejected",
    "declaratie afgekeurd, declaratie afgewezen, declaratie geweigerd, declaratie teruggestuurd",
    "claim rejected, expense rejected, claim denied",
  ],
  [
    "clothing",
    "werkkleding, dienstkleding, uniform, kledingvergoeding, kledingtoelage, veiligheidsschoenen, bedrijfskleding, pbm, beschermingsmiddelen",
    "work clothing, uniform, clothing allowance, safety shoes, protective equipment, work clothes",
  ],
  [
    "coach",
    "coach, coaching, begeleiding, intervisie, mentor, supervisie, coachtraject",
    "coach, coaching, mentoring, mentor, guidance, supervision",
  ],
  [
    "colleague",
    "collega, teamgenoot, teamlid, teamleden, naaste collega",
    "colleague, coworker, co-worker, team member, teammate",
  ],
  [
    "collective-agreement",
    "cao, collectieve arbeidsovereenkomst, arbeidsvoorwaarden, car uwo, cao akkoord, arbeidsvoorwaardenregeling, onderhandelaarsakkoord, onderhandelingen, cao-akkoord, rechtspositie, barp, cao-onderhandelingen",
    "collective agreement, collective labour agreement, cla, terms of employment, labour agreement, employment conditions, negotiations, labor agreement, collective bargaining",
  ],
  [
    "commuting",
    "woon-werk, woonwerk, woon werk, woon-werkverkeer, woonwerkverkeer, reiskosten woon-werk, reisafstand, naar mijn werk reizen, van huis naar werk, reizen naar werk, enkele reis, dagelijks reizen, woonwerkvergoeding, forens, forenzen, reisregeling",
    "commuting, commute, travel to work, home to work, commuting allowance, commuting costs, commuting expenses, distance to work",
  ],
  [
    "company-doctor",
    "bedrijfsarts, arboarts, arbo-arts, arbodienst, arbo, verzuimarts, spreekuur bedrijfsarts, controlerend arts, bedrijfsgeneeskundige, arbodeskundige, praktijkondersteuner bedrijfsarts, second opinion",
    "company doctor, occupational physician, occupational health, company physician, works doctor, second opinion, occupational doctor",
  ],
  [
    "competence",
    "competentie, competenties, vaardigheden, kwaliteiten",
    "competence, competences, competencies, skills",
  ],
  [
    "complaint",
    "klacht, klachten over, klagen, klachtenregeling, klachtencommissie, klachtenprocedure, ontevreden, slecht geholpen",
    "complaint, complain, complaints procedure, dissatisfied, unhappy with",
  ],
  [
    "confidential-adviser",
    "vertrouwenspersoon, vertrouwenspersonen, vertrouwelijk praten, vertrouwelijk gesprek, in vertrouwen, vertrouwelijk, veilig praten, anoniem",
    "confidential adviser, confidential advisor, confidential counsellor, confidant, in confidence, confidentially, confidential, trusted person, anonymous",
  ],
  [
    "confirmation",
    "bevestiging, bevestigen, bevestigd, ontvangstbevestiging",
    "confirmation, confirm, confirmed, acknowledgement",
  ],
  [
    "contact",
    "contact, contactgegevens, bereikbaar, bereiken, bellen, telefoonnummer, mailadres, bij wie moet ik zijn",
    "contact, reach, phone number, get in touch, email address, who do i contact",
  ],
  [
    "contract",
    "contract, arbeidsovereenkomst, arbeidscontract, aanstelling, dienstverband, aanstellingsbesluit, arbeidsrelatie, contracten",
    "contract, employment contract, employment, appointment letter, labour contract, employment agreement",
  ],
  [
    "contract-extension",
    "verlenging, verlengen, verlengd, contractverlenging, aanzegging, aanzegtermijn, niet verlengd, ketenregeling, verleng",
    "extension, extend, renew, renewal, renewed, extended, not renewed, renewing",
  ],
  [
    "contract-hours",
    "arbeidsduur, urenuitbreiding, minder uren, meer uren, minder werken, meer werken, contracturen, uren uitbreiden, uren aanpassen, wijziging arbeidsduur, deeltijd werken, urenvermindering, uren per week werken, 36 uur, 32 uur, 40 uur, 28 uur, werkuren, arbeidsuren, dag minder, 24 uur per week, uren verminderen, uren omlaag, uren omhoog, uren verhogen, terug in uren, 4x9, vier dagen werken, uurtjes minder, uren wijzigen, aantal uren, dagje minder, vierdaagse, uren minder, uren meer, urenwijziging, werkweek, uitbreiden, uitbreiding",
    "working hours, contract hours, reduce hours, fewer hours, more hours, work less, increase hours, change hours, work part time, less hours, work more, reduce my hours, hours per week, 32 hours, 36 hours, 40 hours, four days, work fewer, increase my hours, number of hours, contracted hours, work week, working week, hours a week, extend my hours, less work",
  ],
  [
    "copy",
    "kopie, afschrift, exemplaar, duplicaat, nog een keer sturen, opnieuw sturen, opvragen, kwijtgeraakt",
    "copy, duplicate, another copy, resend, send again",
  ],
  [
    "costs",
    "kosten, kost, prijs, betalen, betaal, goedkoop, duur in geld, kostprijs",
    "cost, costs, price, pay for, cheap, fee, expensive",
  ],
  [
    "countries",
    "spanje, frankrijk, portugal, italie, griekenland, curacao, suriname, turkije, marokko, amerika, engeland, buiten europa, europa, polen, thailand",
    "spain, france, portugal, italy, greece, turkey, morocco, poland, outside europe, europe, eu country, usa, outside the eu, united states",
  ],
  [
    "counts-towards",
    "dienstverband tellen, meetellen, meegeteld, telt mee, tellen mee, opgebouwde jaren",
    "count towards, counts, be counted, counted, does it count",
  ],
  [
    "damage",
    "schade, kapot, beschadigd, gestolen, diefstal, verloren, zaakschade, schadevergoeding, schadeclaim, schadeformulier, aansprakelijk",
    "damage, damaged, stolen, theft, compensation for damage, broken, liable, liability",
  ],
  [
    "data-privacy",
    "avg, privacy, persoonsgegevens, inzageverzoek, verwijderen van gegevens, gegevens verwijderen, datalek, gegevensbescherming, bewaartermijn, recht op inzage, vergetelheid",
    "gdpr, privacy, personal data, data protection, access request, erase, erasure, data breach, delete my data, retention period",
  ],
  ["day", "dag, dagen, dagje, werkdag, werkdagen", "day, days, working day, workday, workdays"],
  [
    "day-off",
    "vrije dag, dag vrij, vrij nemen, dagje vrij, vrij krijgen, vrijaf, vrij vragen, roostervrij, roostervrije dag, dagen vrij, vrij zijn, ben ik vrij, ochtend vrij, vrij willen",
    "day off, days off, time off, off work, take off, afternoon off, get off",
  ],
  [
    "days-per-week",
    "een dag per week, dag in de week, dagen per week, per week, wekelijks",
    "one day a week, days a week, per week, weekly, a day per week, days per week",
  ],
  [
    "deadline",
    "deadline, uiterste datum, uiterlijk, tot wanneer, vóór welke datum, sluitingsdatum, op tijd, te laat, termijn, voor welke datum, laatste dag, tot welke datum",
    "deadline, latest date, by when, due date, closing date, too late, cut off date, until when, final date, last date",
  ],
  [
    "death",
    "overleden, overlijden, overlijdt, dood, sterfgeval, gestorven, nabestaande, nabestaanden, weduwe, weduwnaar, nabestaandenpensioen, overlijdensuitkering, overlijdensbericht, anw",
    "death, died, passed away, deceased, bereavement, widow, survivor, next of kin, dead, widower, survivors pension",
  ],
  [
    "december",
    "december, eind van het jaar, einde van het jaar, eind december, jaareinde, 31 december",
    "december, end of the year, end of year, year end, 31 december",
  ],
  [
    "delay",
    "duurt lang, duurt zo lang, vertraging, wachten, nog steeds niet, blijft uit, al weken, nog niet binnen, laat op zich wachten, hoelang duurt, doorlooptijd, verwerkingstijd, nog geen reactie, nog niets gehoord",
    "delay, delayed, waiting, still not, takes long, how long does it take, not yet, still waiting, processing time, not heard, no response",
  ],
  [
    "delegate",
    "vervanger, vervangen, vervanging, delegeren, plaatsvervanger, waarnemer, waarnemend, overdragen, gedelegeerd, delegatie, tijdens mijn afwezigheid, neemt over, neem waar",
    "delegate, substitute, replacement, deputy, delegation, during my absence, replace me, hand over, stand-in",
  ],
  [
    "department",
    "afdeling, team, dienst, directie, eenheid, organisatieonderdeel, cluster",
    "department, team, unit, division, section, directorate",
  ],
  [
    "difference",
    "verschil, verschillen, verschil tussen, anders dan",
    "difference, differ, difference between, compared to",
  ],
  [
    "diploma",
    "diploma, certificaat, getuigschrift, diplomagratificatie, diploma's, behaald, geslaagd",
    "diploma, certificate, degree, graduated, qualification, qualifications",
  ],
  [
    "disability",
    "arbeidsongeschikt, arbeidsongeschiktheid, wia, wga, iva, wao, wajong, arbeidsbeperking, handicap, beperking, arbeidsgehandicapt, participatiewet, banenafspraak, invaliditeit, aop, afgekeurd voor werk, keuring uwv",
    "disability, disabled, wia, incapacity, unfit for work, handicap, work disability, invalidity, incapacitated",
  ],
  [
    "disciplinary",
    "disciplinair, disciplinaire maatregel, strafontslag, plichtsverzuim, schorsing, geschorst, op non-actief, waarschuwing gekregen, berisping, ontslag op staande voet",
    "disciplinary, suspension, suspended, warning letter, reprimand, dereliction of duty, summary dismissal",
  ],
  [
    "discount",
    "korting, voordeel, personeelskorting, belastingvoordeel, voordelig, kortingen",
    "discount, tax benefit, staff discount, advantage, tax advantage",
  ],
  [
    "dismissal",
    "ontslagen, ontslagvergunning, ontslag krijgen, ontslagprocedure, transitievergoeding, reorganisatie, boventallig, vso, vaststellingsovereenkomst, ontslagvergoeding, van werk naar werk, vwnw, herplaatsing, sociaal plan, kantonrechter",
    "dismissed, dismissal, fired, laid off, redundant, redundancy, severance, reorganisation, settlement agreement, made redundant, severance pay, redeployment, transition payment, social plan, restructuring",
  ],
  [
    "divorce",
    "scheiding, scheiden, echtscheiding, gescheiden, alimentatie, ex-partner",
    "divorce, divorced, separation, alimony, ex partner, ex-wife, ex-husband",
  ],
  [
    "doctors-note",
    "doktersverklaring, medische verklaring, doktersbriefje, ziektebriefje, medisch attest",
    "doctor's note, medical certificate, sick note, doctor's certificate",
  ],
  [
    "document",
    "document, documenten, formulier, brief, papieren, bijlage, bewijsstuk, pdf, formulieren, bewijs",
    "document, form, letter, paper, paperwork, proof, pdf, attachment, papers",
  ],
  [
    "double-employment",
    "twee werkgevers, twee banen, tweede baan, andere werkgever, meerdere werkgevers, bij een andere baas, tweede werkgever, twee inkomens",
    "two employers, two jobs, second job, other employer, another employer, multiple employers, second employer, other job",
  ],
  [
    "download",
    "downloaden, afdrukken, printen, uitprinten, opslaan, download, openen",
    "download, print, save, open the file, printing",
  ],
  ["driving", "rijden, gereden, chauffeur, taxi, rijbevoegdheid", "drive, driving, driver, taxi"],
  [
    "due-date",
    "uitgerekende datum, zwangerschapsverklaring, verloskundige, uitgerekend",
    "due date of birth, expected date of birth, midwife, pregnancy certificate, expected due",
  ],
  [
    "duty-roster",
    "rooster, roosteren, dienstrooster, ingeroosterd, roosterwijziging, dienst ruilen, diensten, roosterplanning, planner, planbureau, arbeidstijden, werktijden, werktijd, jaarurensystematiek, zelfroosteren, rusttijd, flexibele werktijden, begintijd, rooster*",
    "roster, rota, schedule of shifts, work schedule, swap shifts, shift, shifts, shift schedule, rest period, timetable, flexible hours, flexitime",
  ],
  [
    "earlier-or-later",
    "vroeger beginnen, eerder beginnen, later beginnen, eerder weg mogen, eerder naar huis, schuiven met tijden",
    "start earlier, start later, leave early, go home early",
  ],
  [
    "early-retirement",
    "eerder stoppen, vervroegd pensioen, vroegpensioen, rvu, regeling vervroegde uittreding, flo, generatiepact, generatieregeling, generatiepactregeling, prepensioen, 80 90 100, deeltijdpensioen, vroeger stoppen, eerder met pensioen, eerder weg, zwaar werk, bezwarende functie, 60 plus, seniorenregeling, vervroegd, vitaliteitsregeling, pas regeling",
    "early retirement, retire early, stop early, stop working early, generation pact, part time pension, retire before, partial retirement, early pension, senior scheme, retire sooner, stop working before",
  ],
  [
    "education-costs",
    "studiekosten, studiekostenregeling, opleidingskosten, cursusgeld, collegegeld, terugbetalingsregeling, studieschuld, boeken voor studie, lesgeld, cursuskosten",
    "study costs, tuition, training costs, course fee, study expenses, repayment agreement, tuition fee, cost of course",
  ],
  [
    "educational-institution",
    "onderwijsinstelling, hogeschool, roc, schoolopdracht, praktijkopleider",
    "educational institution, university, college, vocational school",
  ],
  [
    "email",
    "mail, e-mail, email, mailtje, bericht, mailbox, outlook",
    "mail, e-mail, email, message, mailbox",
  ],
  [
    "email-signature",
    "visitekaartje, handtekening mail, functietitel, titel",
    "signature block, job title, title",
  ],
  [
    "emergency",
    "noodgeval, spoed, dringend, nood, bhv, ehbo, calamiteit, bedrijfshulpverlening, bhv-er, calamiteitenverlof",
    "emergency, urgent, first aid, calamity, emergency response, emergency leave, emergency response officer",
  ],
  [
    "employee",
    "medewerker, werknemer, personeelslid, ambtenaar, personeel, personeelsleden, ambtenaren, medewerkster",
    "employee, staff member, staff, personnel, worker, civil servant",
  ],
  [
    "employer-change",
    "andere baan, nieuwe baan, nieuwe werkgever, baan gevonden, ergens anders werken, overstap, elders, naar een andere organisatie",
    "new job, another job, new employer, different job, elsewhere, found a job, other organisation",
  ],
  [
    "employer-statement",
    "werkgeversverklaring, werkgevers verklaring, perspectiefverklaring, intentieverklaring, inkomensverklaring, verklaring voor hypotheek, verklaring dienstverband, loonverklaring, verklaring van werkgever, verklaring voor de bank, arbeidsmarktscan, verklaring inkomen",
    "employer statement, employer's statement, employment statement, proof of employment, employer declaration, statement of employment, letter of employment, income statement for, employment verification, employers statement, employment letter, employer's declaration",
  ],
  [
    "end-of-year-bonus",
    "eindejaarsuitkering, 13e maand, dertiende maand, eju, eindejaarsbonus, kerstgratificatie, eindejaars, eindejaarsgratificatie, decemberuitkering, dertiende",
    "end of year bonus, year-end bonus, thirteenth month, 13th month, end-of-year bonus, year end bonus, christmas bonus, end of year payment, 13th salary",
  ],
  [
    "entitlement",
    "recht op, heb ik recht, krijg ik, kom ik in aanmerking, in aanmerking, aanspraak, rechten, recht",
    "entitled, entitlement, am i eligible, eligible, right to, qualify, rights, eligibility",
  ],
  [
    "equipment",
    "laptop, telefoon van werk, mobiel, computer, beeldscherm, monitor, toetsenbord, headset, werktelefoon, apparatuur, hardware, muis, dienstmobiel, werklaptop",
    "laptop, work phone, computer, screen, keyboard, headset, monitor, equipment, mobile phone, mouse",
  ],
  [
    "evening",
    "avond, avonddienst, avonduren, avondtoeslag",
    "evening, evening shift, evening hours, evenings",
  ],
  [
    "exam",
    "examen, tentamen, tentamendag, examendag, toets, studiedag",
    "exam, examination, test day, exams, exam day",
  ],
  [
    "exchange",
    "ruilen, omwisselen, inwisselen, inruilen, geruild, inzetten, besteden, inzet, benutten, gebruiken voor, uitgeven",
    "exchange, swap, trade, convert, spend, redeem",
  ],
  [
    "expire",
    "vervallen, vervalt, verval, verlopen, verjaren, verjaring, verloopt, kwijt, kwijtraken, houdbaar, houdbaarheid, verjaart, vervaldatum, verliezen, verlies ik, komen te vervallen",
    "expire, expires, expiry, lapse, lose, forfeit, expiring, run out, lost, expired, lapses, expiration",
  ],
  [
    "extra",
    "extra, aanvullend, meer, bijkomend, aanvullende, erbij",
    "extra, additional, more, supplementary",
  ],
  [
    "family",
    "familie, gezin, broer, zus, opa, oma, schoonmoeder, schoonvader, schoonouders, familielid, eerstegraads, tweedegraads, oom, tante, neef, nicht, kleinkind, grootouder, broertje, zusje",
    "family, brother, sister, grandfather, grandmother, grandparent, in-law, relative, relatives, uncle, aunt, mother in law, father in law, grandma, grandpa",
  ],
  [
    "file",
    "personeelsdossier, dossier, digitaal dossier, dossierinzage, p-dossier, dossierstuk, inzage, inzien, p dossier, personeelsdossiers",
    "personnel file, file, employee file, my file, employee record, records, inspect, personal file, hr file, view my file",
  ],
  [
    "final-pay",
    "laatste maand, slotuitkering, laatste salaris, laatste loon",
    "last month of work, final pay, last salary, final salary, last pay",
  ],
  [
    "first-day",
    "eerste werkdag, eerste dag, starten, begin ik, nieuwe medewerker, indiensttreding, in dienst treden, in dienst komen, onboarding, introductie, introductiedag, startdatum, inwerken, eerste dag op het werk, begin op, nieuw hier, indienst, nieuwe collega",
    "first day, start date, new employee, onboarding, joining, new starter, starting date, new hire, start working, induction, starting next, new joiner, introduction day, begin work",
  ],
  [
    "fit-and-vitality",
    "vitaliteit, vitaliteitsbudget, sportschool, bedrijfsfitness, fitness, sporten, pmo, gezondheidscheck, preventief medisch onderzoek, sportabonnement, leefstijl, vitaal, gezondheid, ergonomie, werkplekonderzoek, sport",
    "vitality, fitness, gym, health check, company fitness, sports, wellbeing, preventive medical, gym membership, well-being, health, ergonomic, ergonomics, workplace assessment",
  ],
  [
    "flu-shot",
    "griepprik, vaccinatie, inenting, hepatitis, griepvaccinatie, corona, covid, vaccin, quarantaine",
    "flu shot, vaccination, vaccine, jab, covid, corona, quarantine",
  ],
  [
    "forgot",
    "vergeten, vergat, niet meer weten, weet niet meer, ben kwijt",
    "forgot, forgotten, forget, cannot remember",
  ],
  [
    "former-employee",
    "oud-medewerker, werk er niet meer, werk niet meer, oude werkgever, vorige werkgever, ex-medewerker, niet meer in dienst, voormalig, oud medewerker, oud-werkgever",
    "former employee, no longer work, previous employer, former employer, left the organisation, used to work, ex-employee, old employer, no longer employed",
  ],
  [
    "fte",
    "fte, deeltijd, parttime, voltijd, fulltime, deeltijdfactor, deeltijdpercentage, part-time",
    "fte, part time, full time, part-time, full-time, parttime, fulltime",
  ],
  [
    "funeral",
    "uitvaart, begrafenis, crematie, rouwverlof, rouw, condoleance, begraven",
    "funeral, burial, cremation, mourning, bereavement leave, condolence, compassionate leave",
  ],
  [
    "get",
    "krijgen, ontvangen, krijg, ontvang, gekregen, ontvangt, krijgt",
    "get, receive, received, obtain, getting, gets",
  ],
  [
    "goals",
    "doelen, werkafspraken, resultaatafspraken, ambitie, doelstellingen",
    "goals, targets, objectives, work agreements, ambition",
  ],
  [
    "government-benefits",
    "toeslagen belastingdienst, huurtoeslag, zorgtoeslag, kinderbijslag, svb, kindgebonden budget",
    "rent benefit, care benefit, child benefit, housing benefit",
  ],
  ["gross-pay", "bruto, brutoloon, brutosalaris, bruto maandsalaris", "gross, gross salary, gross pay"],
  [
    "health-insurance",
    "zorgverzekering, ziektekostenverzekering, collectieve zorgverzekering, zorgpremie, ziektekosten, collectiviteitskorting, zorgkosten, zorgverzekeraar, basisverzekering, korting zorgverzekering, zvw, iza, zorgpolis",
    "health insurance, health care insurance, collective health insurance, medical insurance, healthcare insurance, health insurer, medical costs",
  ],
  [
    "heat-and-weather",
    "hitte, warm, tropenrooster, sneeuw, weersomstandigheden, code rood, hittegolf, airco, temperatuur",
    "heat, hot, snow, weather, code red, heat wave, temperature, air conditioning",
  ],
  [
    "holiday",
    "vakantie, op vakantie, zomervakantie, vakanties, met vakantie, vakantieplanning, zomerverlof",
    "holiday, vacation, annual leave, holidays, vacations, summer holiday",
  ],
  [
    "holiday-pay",
    "vakantiegeld, vakantietoeslag, vakantie-uitkering, vakantieuitkering, vakantiebijslag, vakantiegelden, vakantietoelage",
    "holiday pay, holiday allowance, vacation pay, vacation allowance, vacation bonus, holiday bonus, holiday money, vacation money",
  ],
  [
    "holiday-while-sick",
    "thuis blijven bij ziekte, bereikbaar bij ziekte, huisbezoek bij ziekte, vakantie tijdens ziekte, op vakantie tijdens ziekte, met vakantie als ik ziek ben, vakantie als ik ziek",
    "holiday while sick, vacation while sick, holiday during sickness, reachable when sick, go on holiday while ill",
  ],
  [
    "home-furniture",
    "bureaustoel, bureau, thuiswerkplek, stoel, thuiswerkbudget, thuiswerkfaciliteiten, zit-sta bureau, zitsta, inrichten werkplek, werkplek thuis, kantoormeubilair",
    "desk, chair, office chair, home office, home workplace, standing desk, home-office budget, furniture, home workstation",
  ],
  [
    "home-working",
    "thuiswerken, thuiswerk, thuis werken, hybride werken, hybride, werk thuis, op afstand werken, thuis aan het werk, plaatsonafhankelijk, thuis te werken, telewerken, thuiswerkdag, thuiswerkdagen, thuiswerkovereenkomst, thuisgewerkt, werken vanuit huis, vanuit huis, thuis blijven werken, dagen thuis, thuis",
    "working from home, work from home, home working, remote working, hybrid, telework, wfh, remote work, from home, home-working, home working days, working at home, work at home, hybrid working, remotely",
  ],
  [
    "home-working-allowance",
    "thuiswerkvergoeding, thuiswerktoelage, vergoeding voor thuiswerken, vergoeding thuiswerken, thuiswerkkosten, internetvergoeding, internetkosten, internet thuis, thuiswerkdag vergoeding, thuis werken vergoeding",
    "home-working allowance, working from home allowance, home working allowance, wfh allowance, internet allowance, home office allowance, remote working allowance, work from home allowance, internet reimbursement",
  ],
  [
    "hours",
    "uur, uren, urenaantal, halfuur, urenregistratie, urenverantwoording, tijdregistratie, tijdschrijven, uren schrijven, urenstaat, klokken",
    "hour, hours, timesheet, time registration, time tracking, clocking, log hours",
  ],
  ["how", "hoe", "how"],
  [
    "how-far-ahead",
    "hoe ver van tevoren, hoeveel weken van tevoren, hoe lang van tevoren, op welk moment aanvragen, hoe lang vooraf",
    "how far in advance, how long in advance, how early, weeks in advance, months in advance",
  ],
  [
    "how-long",
    "hoe lang, hoelang, hoeveel weken, hoeveel maanden, duur van, lengte van",
    "how long, how many weeks, how many months, duration, length of",
  ],
  [
    "how-much",
    "hoeveel, hoe hoog, wat is de hoogte, hoogte van, bedrag, welk bedrag, hoeveel geld, welk percentage, percentage, procent",
    "how much, how many, amount, how high, percentage, per cent, percent",
  ],
  [
    "how-often",
    "hoe vaak, hoeveel keer, vaker, aantal keren, hoeveel dagen per week",
    "how often, how many times, times per, frequency, how many days per week",
  ],
  [
    "hr-department",
    "personeelszaken, personeelsloket, personeelsadviseur, hr-adviseur, hr afdeling, hrm, hr adviseur, salarisadministratie, personeelsadministratie, p&o, hr, ssc, shared service, servicepunt, hr loket, loket, servicedesk hr",
    "hr department, human resources, hr adviser, hr, payroll department, personnel desk, hr desk, service desk, hr advisor, payroll",
  ],
  [
    "hr-system",
    "selfservice, self-service, self service, afas, youforce, p-direkt, mijnhr, hr-systeem, hr portaal, portaal, personeelssysteem, insite, pdirekt, beaufort, visma, raet, sap, mijn hr, hrm systeem, hr app, app, systeem, applicatie, portal, youfor",
    "self-service, self service, hr system, hr portal, portal, employee portal, app, system, application, employee self-service, hr tool",
  ],
  [
    "identity-document",
    "paspoort, identiteitsbewijs, rijbewijs, id-kaart, legitimatie, idkaart, legitimeren, kopie id, bsn, burgerservicenummer",
    "passport, identity card, id card, driving licence, identification, citizen service number, proof of identity, bsn number",
  ],
  [
    "in-writing",
    "schriftelijk, per brief, per mail, mondeling, zwart op wit",
    "in writing, written, by letter, by email, verbally, orally",
  ],
  [
    "increment",
    "periodiek, periodieke verhoging, trede, tredeverhoging, anciënniteit, periodieken, salarisstap, volgende trede, periodiekdatum, periodieke salarisverhoging, trede omhoog, regel omhoog",
    "increment, salary step, pay step, step increase, next step, annual increment, periodic increase, annual raise, periodic raise",
  ],
  [
    "inform",
    "melden, meld, doorgeven aan, laten weten, gemeld, melding, inlichten, meldplicht, opgeven, geef ik door",
    "report, inform, notify, let know, notification, notice of, tell, declare, reporting, reported",
  ],
  [
    "instalments",
    "gespreid, in delen, in termijnen, spreiden, betalingsregeling, in een keer, aaneengesloten",
    "in instalments, spread, in parts, payment arrangement, at once, consecutive",
  ],
  [
    "insurance",
    "verzekering, verzekerd, polis, verzekeren, aanvullende verzekering, ongevallenverzekering, arbeidsongeschiktheidsverzekering, aov, reisverzekering, rechtsbijstand, collectieve verzekering, aansprakelijkheidsverzekering, premie, dekking, autoverzekering, verzekeraar, dekt",
    "insurance, insured, policy number, insurer, insure, premium, coverage, accident insurance, liability insurance, travel insurance, collective insurance, insurances, covered, covers",
  ],
  [
    "integrity",
    "integriteit, integriteitsmelding, misstand, klokkenluider, fraude, fraudeert, corruptie, omkoping, geschenk, geschenken, cadeau aannemen, relatiegeschenk, schending, ambtseed, belangenverstrengeling, cadeau, niet integer, schendt, eed, belofte, gedragscode",
    "integrity, wrongdoing, whistleblower, fraud, corruption, bribe, gift, gifts, breach, misconduct, oath, conflict of interest, code of conduct, abuse of power, malpractice, oath of office",
  ],
  [
    "intern",
    "stage, stagiair, stagiaire, stagevergoeding, stageplek, stageplaats, stagebegeleider, stagiairs, afstuderen, afstudeeropdracht, stageovereenkomst, stagecontract, meeloopstage, snuffelstage, student, bbl, bol, scriptie, stagebegeleiding, stages, leerling, werkstudent, leerwerkplek, stage*, stageperiode, afstudeerstage",
    "intern, internship, trainee placement, internship allowance, student placement, thesis, student, work placement, internships, graduation project, apprenticeship, apprentice, interns, working student",
  ],
  [
    "internal-vacancy",
    "interne vacature, intern solliciteren, interne kandidaat, interne functie, interne sollicitatie, interne vacatures, voorrangskandidaat, doorstroom, overplaatsing, overplaatsen, andere afdeling, interne mobiliteit, doorstromen, ander team, detachering, gedetacheerd, tijdelijke klus, interne baan, detacheren, switchen van afdeling",
    "internal vacancy, internal application, internal candidate, internal job, transfer, other department, secondment, internal position, internal mobility, move to another team, another department, different department, seconded, internal vacancies, internally, other team",
  ],
  [
    "january",
    "januari, begin van het jaar, februari, 1 januari, nieuwe jaar",
    "january, start of the year, february, 1 january, beginning of the year",
  ],
  ["job", "functie, baan, rol, taken, werkzaamheden", "position, role, job, tasks, duties, occupation"],
  [
    "jubilee",
    "jubileum, ambtsjubileum, dienstjubileum, jubileumgratificatie, jubileumuitkering, 25 jaar in dienst, 40 jaar in dienst, dienstjaren, diensttijd, 12, 5 jaar, 25-jarig, 40-jarig, jubilaris, jubilea, jarig jubileum, overheidsdienst, jaar in dienst, jaar bij de overheid, 12 5 jaar, 25 jarig, 40 jarig, diensttijdgratificatie",
    "jubilee, service anniversary, work anniversary, years of service, anniversary, anniversary bonus, long service, 25 years, 40 years, anniversary gratuity, years in service, jubilee bonus",
  ],
  [
    "language",
    "nederlands, engels, taal, vertaling, vertalen, tolk, engelstalig, in het engels",
    "dutch, english, language, translation, translate, in english, interpreter",
  ],
  [
    "leave",
    "verlof, *verlof, verlofaanvraag, verlofregeling, vrijstelling, verlofsoorten",
    "leave, leave of absence, leave request, absence, time-off request",
  ],
  [
    "leave-balance",
    "verlofsaldo, saldo, verlofuren, vakantie-uren, vakantieuren, verlofdagen, vakantiedagen, verloftegoed, tegoed, uren over, dagen over, verlofoverzicht, resterende, vakantiesaldo, urensaldo, verlofrecht, verlofkaart, restant, openstaande uren, verlofstand, verlof over, vakantie over, hoeveel verlof, saldo*, *saldo",
    "leave balance, holiday balance, vacation days, leave hours, leave days, holidays left, days left, hours left, vacation balance, leave left, holiday hours, remaining leave, vacation hours, leave entitlement, holiday entitlement, balance, remaining, leave do i have",
  ],
  [
    "leave-carry-over",
    "meenemen, meeneem, overhevelen, doorschuiven, vorig jaar, oude jaar, afgelopen jaar, volgend jaar meenemen, mee naar volgend jaar, overzetten, resturen, wettelijke uren, wettelijk verlof, bovenwettelijk verlof, bovenwettelijke uren, wettelijke verlofuren, vijf jaar geldig",
    "carry over, carry forward, last year, previous year, transfer to next year, take to next year, statutory leave, statutory hours, statutory, carried over, next year, roll over",
  ],
  [
    "leave-refused",
    "verlof geweigerd, verlof afgewezen, vakantie geweigerd, verlof afgekeurd, vakantie afgewezen",
    "leave refused, holiday refused, leave denied, leave rejected",
  ],
  [
    "leave-saving",
    "verlofsparen, verlof sparen, spaarverlof, verlofspaar, uren sparen, opsparen, gespaarde uren, spaaruren, sabbatical, langdurig verlof, loopbaanverlof, spaartegoed, 100 weken, vijftig weken, levensloop, sparen, spaar*, opgespaard, gespaard, wereldreis, tijdsparen, sparen van verlof",
    "save leave, leave saving, saving leave, save hours, sabbatical, career break, long leave, saved leave, save up, saved hours, save vacation, saving hours, leave savings",
  ],
  [
    "legal-aid",
    "advocaat, jurist, juridisch, juridische hulp, rechter, rechtszaak, rechtspositioneel, rechtbank",
    "lawyer, legal advice, legal, attorney, legal aid, court, judge",
  ],
  [
    "legislation",
    "wet, wettelijk, wetgeving, volgens de wet, wettelijke",
    "law, legal right, legislation, by law, legally",
  ],
  [
    "location",
    "kantoor, locatie, vestiging, werklocatie, standplaats, werkplek, gebouw, hoofdkantoor, op kantoor, kantoordagen, kantoordag, bureau op kantoor",
    "office, location, workplace, building, at the office, duty station, headquarters, office days, in the office",
  ],
  [
    "login",
    "inloggen, inlog, log in, aanmelden bij, ingelogd, inlogcode, inlogproblemen, inlogt, inloggegevens, toegang tot, geen toegang, kom niet in, kom er niet in, gebruikersnaam, account, kan niet bij, inlogscherm, kom niet meer in",
    "log in, login, sign in, log on, logging in, user name, username, account, no access, access to, cannot access, credentials, sign on, logged in, get into",
  ],
  [
    "long-term-sickness",
    "langdurig ziek, langdurige ziekte, lang ziek, ziekteverzuim, verzuim, verzuimbegeleiding, re-integratie, reintegratie, reintegreren, plan van aanpak, poortwachter, wet poortwachter, spoor 2, tweede spoor, casemanager, re-integreren, deskundigenoordeel, arbeidsdeskundige, probleemanalyse, passend werk, verzuimprotocol, maanden ziek, weken ziek, jaar ziek, opbouwen, opbouwschema, ziektewet, ziektewetuitkering, therapeutisch, ziektejaar, spoor twee, arbeidstherapie, opbouw van uren",
    "long-term sick, long term illness, long-term sickness, reintegration, reintegrate, absence management, long term sick, plan of action, suitable work, back to work plan, long-term illness, long sick, return to work plan, case manager, months sick, sick for months, gatekeeper, gradually return, sick leave, being ill for a long time",
  ],
  [
    "look-up",
    "inzien waar, bekijken, vinden, opzoeken, terugvinden, zien, nakijken, waar staat, raadplegen, terugzien, bekijk, checken",
    "find, look up, see, view, check, where is, look at",
  ],
  [
    "lunch-and-breaks",
    "pauze, lunchpauze, rookpauze, pauzes, lunch, kantine, bedrijfsrestaurant",
    "break, lunch break, lunch, breaks, canteen, coffee break",
  ],
  [
    "management-tasks",
    "voor mijn team, mijn teamleden, als leidinggevende, als manager, mijn medewerkers, mijn medewerker, als teamleider, openstaande taken, takenlijst, workflow, taak in het systeem, verlofaanvragen van mijn team, verlofaanvragen goedkeuren, in mijn lijstje, mijn werkvoorraad",
    "for my team, as a manager, my team members, my employees, my employee, open tasks, task list, workflow, my staff, leave requests of, my direct reports, as manager, my team",
  ],
  [
    "manager",
    "leidinggevende, teamleider, manager, chef, baas, afdelingshoofd, teamchef, leidinggevenden, teammanager, direct leidinggevende",
    "manager, supervisor, boss, team leader, head of department, line manager, superior, managers, team lead",
  ],
  [
    "marriage",
    "trouwen, huwelijk, bruiloft, geregistreerd partnerschap, trouwdag, trouw, getrouwd, ondertrouw, samenlevingscontract, samenwonen, huwelijksverlof, trouwt, bruidspaar, huwelijksdag, 25 jaar getrouwd",
    "marry, marriage, wedding, getting married, registered partnership, married, wedding day, cohabitation, living together, cohabiting, marries",
  ],
  [
    "maternity-leave",
    "zwangerschapsverlof, bevallingsverlof, zwangerschap, zwanger, bevalling, wazo, bevallen, in verwachting, zwangere, miskraam, vlokverlof, zwangerschaps, zwangerschapsuitkering, vroeggeboorte, keizersnede, kraamtijd",
    "maternity leave, pregnancy, pregnant, maternity, childbirth, expecting, pregnancy leave, i give birth, miscarriage, giving birth, expectant, delivery date, maternity pay",
  ],
  [
    "maximum",
    "maximaal, maximum, hooguit, limiet, hoogstens, maximale",
    "maximum, at most, limit, up to, max",
  ],
  [
    "may",
    "kan ik, mag ik, kan dat, mag dat, is het mogelijk, mogelijk, kun je, mogen we, kunnen we, mogelijkheid, toegestaan",
    "can i, may i, is it possible, possible, am i allowed, allowed, can we, could i, may we, permitted",
  ],
  ["may-and-june", "mei, in mei, juni", "in may, june"],
  [
    "medical-costs",
    "bril, beeldschermbril, computerbril, fysio, fysiotherapie, eigen risico, medische kosten, brilvergoeding, medicijnen, hoortoestel",
    "glasses, computer glasses, physiotherapy, medical expenses, physio, medicines, hearing aid",
  ],
  [
    "medical-visit",
    "ziekenhuis, tandarts, huisarts, doktersbezoek, dokter, specialist, artsbezoek, ziekenhuisbezoek, artsenbezoek, operatie, geopereerd, onder werktijd naar, ivf, arts",
    "hospital, dentist, doctor visit, doctor, surgery, medical appointment, operation, specialist, gp, physician",
  ],
  [
    "menopause",
    "overgang, overgangsklachten, menstruatie, menstruatieverlof, menopauze",
    "menopause, menstruation, menstrual leave, period pain",
  ],
  [
    "mileage",
    "kilometer, kilometers, kilometervergoeding, km-vergoeding, km, kilometertarief, per kilometer, kilometerprijs, km vergoeding, kmvergoeding",
    "mileage, kilometre, kilometer, mileage allowance, per km, per kilometre, kilometres, kilometers, mileage rate, miles",
  ],
  [
    "military",
    "militaire dienst, reservist, defensie, brandweervrijwilliger, vrijwillige brandweer, reservisten",
    "military service, reservist, volunteer firefighter, army reserve",
  ],
  ["minimum", "minimaal, minimum, minstens, ten minste, tenminste", "minimum, at least, minimal"],
  [
    "minimum-wage",
    "minimumloon, wettelijk minimumloon, minimum uurloon, uurloon, uurtarief, bruto uurloon",
    "minimum wage, hourly wage, hourly rate, hourly pay, rate per hour",
  ],
  [
    "missing",
    "ontbreekt, ontbreken, mis ik, niet ontvangen, niet gekregen, niet gestort, geen ontvangen, niet binnen, niets ontvangen, niet betaald, staat er niet op, staat er niet bij, niet zichtbaar, niet verwerkt, niet uitbetaald, mis nog, niet op mijn rekening",
    "missing, not received, did not receive, not paid, haven't received, not in my account, not been paid, not visible, didn't get, not processed, have not received, hasn't been paid, didn't receive, lacking",
  ],
  [
    "mistake",
    "fout, foutje, klopt niet, onjuist, verkeerd, fouten, kloppen niet, niet goed, niet juist, incorrect, vergissing, foutief, niet correct, gaat mis, ging mis, klopt er niet, rare",
    "wrong, incorrect, error, mistake, not right, not correct, inaccurate, faulty, doesn't match, is off, is not right",
  ],
  [
    "mobile-number",
    "mobiel nummer, mobiele nummer, 06-nummer, nummer gewijzigd, noodcontact, contactpersoon bij nood",
    "mobile number, new phone number, emergency contact, cell number",
  ],
  [
    "month",
    "maand, maanden, maandelijks, per maand, deze maand",
    "month, months, monthly, per month, this month",
  ],
  [
    "month-end",
    "eind van de maand, einde van de maand, volgende maand, vorige maand, begin van de maand, afgelopen maand",
    "end of the month, next month, last month, previous month, beginning of the month",
  ],
  [
    "mortgage",
    "hypotheek, hypotheekaanvraag, hypotheekverstrekker, huis kopen, woning kopen, koopwoning, huurwoning, verhuurder, geldverstrekker, huis huren, makelaar, huurhuis, woning huren, nhg, woningbouw",
    "mortgage, buy a house, landlord, housing, rent an apartment, home loan, renting, rental, lender, house purchase, buying a house",
  ],
  [
    "moving-house",
    "verhuizen, verhuisd, verhuizing, verhuiskosten, verhuiskostenvergoeding, ga verhuizen, nieuwe woning, nieuw adres, ander adres, verhuis*, verhuisvergoeding, woon nu, anders wonen, verhuisdag",
    "moving house, moved, relocation, moving, new address, move house, new home, relocate, relocation allowance, moving costs, moved house",
  ],
  [
    "name",
    "naam, achternaam, geslachtsnaam, meisjesnaam, roepnaam, naamswijziging, voornaam, voorletters",
    "name, surname, maiden name, last name, first name, name change, family name",
  ],
  ["need", "nodig, heb nodig, benodigd, moet hebben", "need, needed, require, need to have, needs"],
  [
    "negative-balance",
    "tijdvoortijd, verloflening, min-uren, minuren, negatief saldo, in de min, urenschuld, uren tekort",
    "negative balance, minus hours, hours short, time deficit",
  ],
  [
    "net-pay",
    "netto, nettoloon, nettosalaris, onderaan de streep, netto salaris, overhouden",
    "net, net pay, net salary, take home, take-home pay, net income",
  ],
  [
    "new-agreement",
    "nieuwe cao, cao afgesloten, principeakkoord, cao-verhogingen, cao loopt af, cao per, nieuw akkoord, nieuwe loontabel",
    "new collective agreement, new cla, agreement reached, agreement in principle, new cao, new labour agreement",
  ],
  [
    "new-phone",
    "nieuwe telefoon, andere telefoon, telefoon kwijt, telefoon kapot, telefoon*, mobieltje",
    "new phone, different phone, lost phone, phone broken, phone",
  ],
  [
    "night",
    "nacht, nachtdienst, nachtdiensten, nachttoeslag, nachturen, nachtwerk",
    "night, night shift, night hours, nights, night work, night duty",
  ],
  [
    "not-working",
    "foutmelding, werkt niet, doet het niet, storing, laadt niet, storingen, technisch probleem, doet niks, hapert, loopt vast, vastgelopen",
    "error message, does not work, doesn't work, not working, outage, technical problem, glitch, crash, won't load",
  ],
  [
    "notice-period",
    "opzegtermijn, opzegtijd, opzeg termijn, termijn van opzegging, maand van tevoren opzeggen",
    "notice period, period of notice, notice term, notice do i have, month's notice, weeks notice",
  ],
  [
    "occupational-social-work",
    "maatschappelijk werk, bedrijfsmaatschappelijk werk, maatschappelijk werker, psycholoog, bmw, psychische hulp, psychisch, geestelijke verzorger, hulpverlener, therapie",
    "social work, social worker, psychologist, counsellor, counselling, mental health, psychological, therapist, therapy",
  ],
  [
    "older-employee",
    "oudere medewerker, ouderen, seniorenuren, seniorendagen, leeftijdsverlof, leeftijdsuren, leeftijdsdagen, ontziemaatregel, ontzieuren, leeftijdgebonden, seniorenverlof, levensfasebudget, 55 plus, nachtdienst boven 55, plb, persoonlijk levensfasebudget, balansbudget",
    "older employee, senior days, age-related leave, senior leave, age hours, life phase budget, senior hours, older employees",
  ],
  [
    "opening-hours",
    "chatbot, openingstijden, balie, inloopspreekuur, openingsuren",
    "opening hours, chatbot, counter, walk-in",
  ],
  [
    "overload",
    "overspannen, burn-out, burnout, werkdruk, stress, uitgeput, overbelast, te druk, oververmoeid, trek het niet, slaap slecht, werkstress, opgebrand, moe, spanning",
    "burnout, burn-out, stress, workload, overworked, exhausted, overload, overwhelmed, overburdened, pressure of work",
  ],
  [
    "overtime",
    "overwerk, overuren, overwerken, overwerkvergoeding, meeruren, meerwerk, extra uren gewerkt, overgewerkt, langer doorgewerkt, compensatie-uren, tijd voor tijd, tvt, plusuren, overwerktoeslag, compensatieuren, adv, compensatieverlof",
    "overtime, extra hours worked, time in lieu, additional hours, overtime pay, toil, worked overtime, extra hours, compensatory time",
  ],
  [
    "paid-too-little",
    "minder salaris, minder loon, lager salaris, te laag, te weinig, minder gekregen, minder ontvangen, minder uitbetaald, minder gestort, minder dan, weinig geld, lager uitgevallen, minder netto",
    "less salary, less pay, lower salary, too low, paid less, too little, lower than, less than, less money, underpaid, received less, short paid",
  ],
  [
    "parental-leave",
    "ouderschapsverlof, betaald ouderschapsverlof, ouderschaps, ouderverlof, ouderschap, onbetaald ouderschapsverlof, papadag, mamadag, papa dag, vaderdag",
    "parental leave, parent leave, paid parental leave, unpaid parental leave, parenthood, parents leave, daddy day",
  ],
  [
    "parents",
    "moeder, vader, ouders, ouder van, vader*, moeder*",
    "mother, father, parents, mum, dad, mom, parent",
  ],
  [
    "partner",
    "partner, vrouw, vriendin, man, echtgenoot, echtgenote, vriend, levenspartner",
    "partner, wife, husband, spouse, girlfriend, boyfriend",
  ],
  [
    "password",
    "wachtwoord, wachtwoorden, pincode, authenticator, mfa, tweefactor, tweestapsverificatie, verificatiecode, sms-code, digid, tweefactorauthenticatie, password, inloghulp",
    "password, pin code, authenticator, two factor, verification code, reset, mfa, two-factor, 2fa, sms code, digid",
  ],
  [
    "payment-date",
    "betaaldatum, betaaldag, uitbetaaldatum, salarisdatum, loondatum, salarisbetaaldatum, wanneer salaris, wanneer loon, wanneer gestort, wanneer wordt het salaris, wanneer krijgen we betaald, wanneer krijg ik betaald, wanneer word ik betaald, salaris gestort, loon gestort, salarisbetaling, betaaldata, welke dag salaris, welke datum salaris, betaalmoment, salaris overgemaakt, salaris binnen, loon binnen, krijgen we salaris, krijg ik mijn salaris, krijg ik mijn loon, krijgen we ons salaris, salaris storten, salaris op de rekening, uitbetalingsdatum, storting",
    "pay day, payday, pay date, payment date, when do we get paid, when is salary paid, salary date, when will i be paid, date of payment, when is my salary, get paid, salary paid, paid on, be paid, when are we paid, salary payment, deposited, transferred",
  ],
  [
    "payslip",
    "loonstrook, salarisstrook, salarisspecificatie, loonspecificatie, loonstrookje, salarisstrookje, loonbriefje, strook, strookje, loonstroken, salarisstroken, specificatie, salarisslip, loonslip, loonbrief, salarisbrief, stroken, salarisoverzicht, loonoverzicht, bezoldigingsspecificatie, looncode, loonjournaal",
    "payslip, pay slip, salary slip, wage slip, pay stub, paystub, payslips, pay statement, salary statement, wage statement, salary specification, pay specification, paycheck, payroll slip, pay slips",
  ],
  [
    "pension",
    "pensioen, abp, ouderdomspensioen, pensioenopbouw, aow, pensioenpremie, pensioenfonds, pfzw, pensioneren, pensioenoverzicht, pensioenleeftijd, aow-leeftijd, pensioendatum, gepensioneerd, met pensioen, pensioenaanvraag, waardeoverdracht, mijnabp, wtp, pensioengat, keuzepensioen, pensioengerechtigd, ouderdoms",
    "pension, retirement, retire, pension fund, state pension, pension premium, retirement age, pension contribution, retiring, abp pension, pension accrual, retired, pensions, pensioner",
  ],
  [
    "performance-problem",
    "verbetertraject, disfunctioneren, onvoldoende beoordeling, verbeterplan, niet goed functioneren, onvoldoende",
    "improvement plan, poor performance, underperformance, unsatisfactory, improvement programme",
  ],
  [
    "personal-data",
    "persoonlijke gegevens, gegevens, mijn gegevens, persoonsinformatie, burgerlijke staat, adresgegevens",
    "personal details, my details, my data, personal information, marital status, details",
  ],
  [
    "personnel-number",
    "personeelsnummer, medewerkernummer, dienstnummer, stamnummer, werknemersnummer",
    "personnel number, employee number, staff number, employee id",
  ],
  [
    "phone-costs",
    "belkosten, telefoonkosten, abonnement telefoon, simkaart, roaming",
    "phone bill, call costs, sim card, roaming",
  ],
  [
    "physical-complaint",
    "rug, rugklachten, rsi, hoofdpijn, schouder, nekklachten, muisarm, knie, nek",
    "back pain, rsi, headache, shoulder, neck, knee, wrist",
  ],
  ["planning", "plannen, planning, planningen, vooruit plannen, ingepland", "plan, planning, planned, plans"],
  [
    "political-activity",
    "gemeenteraad, raadslid, politiek verlof, politiek, statenlid, gemeenteraadslid, stembureau",
    "council member, political, city council, councillor, polling station",
  ],
  [
    "probation",
    "proeftijd, proefperiode, op proef",
    "probation, probation period, trial period, probationary",
  ],
  [
    "promotion",
    "promotie, bevordering, hogere functie, bevorderd, opschalen, bevorderen, doorgroeien naar",
    "promotion, promoted, higher position, promote, upgrade",
  ],
  [
    "proof-of-income",
    "inkomensgegevens, bewijs van inkomen, loongegevens, inkomensbewijs, inkomensoverzicht, toetsingsinkomen, verzamelinkomen, verzekeringsbericht",
    "proof of income, income details, income information, evidence of income, proof of earnings",
  ],
  [
    "public-holiday",
    "feestdag, feestdagen, koningsdag, kerst, pasen, pinksteren, hemelvaart, bevrijdingsdag, nieuwjaar, goede vrijdag, tweede kerstdag, brugdag, verplichte vrije dag, kerstavond, suikerfeest, oudejaarsdag, collectieve vrije dag, 5 mei, brugdagen, offerfeest, sluitingsdag, collectief gesloten, diwali, keti koti, ramadan, eerste kerstdag, tweede pinksterdag, tweede paasdag, paasmaandag, oud en nieuw, kerstdagen, islamitische feestdag, kerstdag, hemelvaartsdag, kerstvakantie, nieuwjaarsdag, kerstmis, sinterklaas, carnaval",
    "public holiday, bank holiday, king's day, christmas, easter, whit monday, ascension, liberation day, new year, good friday, boxing day, public holidays, kings day, new year's eve, national holiday, religious holiday, eid, bridge day, christmas eve, pentecost, festive days, ascension day, closing day, day after christmas, carnival, holiday on a weekday",
  ],
  [
    "public-transport",
    "trein, openbaar vervoer, ov, bus, metro, tram, ov-kosten, treinabonnement, treinkaartje, treinreis, ns, reis met de trein",
    "train, public transport, bus, metro, railway, train ticket, underground, tram, public transit",
  ],
  [
    "reason",
    "waarom, hoe komt het, reden, hoe kan het dat, verklaring voor het verschil, hoezo",
    "why, reason, how come, why is, cause",
  ],
  [
    "recommendation",
    "referentie, aanbeveling, referenties",
    "reference, recommendation, reference letter, referee",
  ],
  [
    "recovered",
    "beter melden, betermelden, beter gemeld, hersteld melden, herstelmelding, hersteld, weer beter, ben weer beter, betermelding, weer aan het werk, weer werken, herstel, betergemeld, volledig hersteld, weer opgeknapt, deels beter, gedeeltelijk hersteld, beter na ziekte, meld me beter, meld ik me beter, meld mij beter, hersteldmelding, gedeeltelijk beter, weer fit, weer begonnen, weer komen werken, gaat weer beter",
    "recovered, report recovered, better again, back from sick, report recovery, recovery, back at work, feeling better, return to work, report better, fit again, i am better, report back, fully recovered, well again, back to work, partially recovered, returned to work",
  ],
  [
    "recruitment",
    "vacature, solliciteren, sollicitatie, sollicitatiegesprek, werving, sollicitant, kandidaat, vacatures, selectie, functie open, solliciteer, sollicitatiebrief, werven, vacaturetekst, solliciteert, sollicitaties, openstaande functie, cv, motivatiebrief, wervingsprocedure, sollicitatieprocedure, nieuwe collega zoeken, vacaturestelling",
    "vacancy, job application, job interview, recruitment, applicant, candidate, vacancies, job opening, open position, apply for a job, apply for another, hiring, cv, cover letter, applying for, selection procedure, job openings, resume",
  ],
  [
    "refuse",
    "weigeren, geweigerd, afgewezen, afwijzen, niet toegestaan, verbieden, afwijzing, verplichten, verplicht, dwingen, weigert, verplichting",
    "refuse, refused, denied, rejected, oblige, forced, mandatory, compulsory, obliged, force me, turned down, obligatory, required",
  ],
  [
    "register",
    "aanmelden, aanmelding, inschrijven, inschrijving, registreren, registratie, invoeren, invullen, registreer, vastleggen, vul ik in, boeken, opvoeren, voer ik in, schrijf ik",
    "register, enrol, enroll, sign up, registration, enter, fill in, record, fill out",
  ],
  [
    "reimburse",
    "vergoeding, vergoed, vergoeden, kostenvergoeding, vergoedt, onkosten vergoed, vergoedingen, vergoedde",
    "compensation, compensate, compensated, cover the cost, refund, pays for, refunded",
  ],
  [
    "religion",
    "geloof, gebed, bidden, religieus, kerk, moskee, gebedsruimte, religieuze",
    "religion, prayer, religious, church, mosque, praying",
  ],
  [
    "repayment",
    "terugbetalen, terugbetaling, terugvordering, te veel ontvangen, teveel ontvangen, te veel betaald, teveel betaald, verrekenen, verrekening, verrekend, inhouden, inhouding, ingehouden, teveel gekregen, te veel gekregen, terugvorderen",
    "repay, overpaid, overpayment, deduct, deduction, deducted, pay back, withheld, recover, settle, set off",
  ],
  [
    "resign",
    "ontslag nemen, opzeggen, opzegging, uit dienst, ontslag indienen, zeg mijn baan op, ontslagbrief, uitdiensttreding, vertrekken, vertrek, weggaan, laatste werkdag, ga weg, uitdienst, ontslag aanvragen, opzegbrief, zelf ontslag, neem ontslag, ontslag, baan opzeggen, uit dienst treden, per wanneer stop ik, contract opzeggen, stoppen met werken hier, dienst verlaten, eindafrekening, exitgesprek, exit gesprek, opgezegd",
    "resign, resignation, quit, quitting, leave the organisation, leaving the organisation, hand in my notice, give notice, terminate my contract, last working day, leaving my job, leave employment, resigning, leave my job, leaving the company, last day of work, final settlement, exit interview, quit my job, leave the company, leaving",
  ],
  [
    "retroactive",
    "terugwerkende kracht, met terugwerkende kracht, nabetaling, alsnog uitbetaald, nabetaald, achterstallig, nabetalen, achteraf",
    "retroactive, retroactively, back pay, backdated, arrears, backpay, retrospectively, afterwards",
  ],
  [
    "rules",
    "regeling, regelingen, reglement, handboek, personeelshandboek, beleid, regels, richtlijn, voorwaarden, protocol, spelregels",
    "scheme, rules, policy, handbook, guideline, regulation, staff handbook, regulations, policies, arrangement",
  ],
  [
    "salary",
    "salaris, loon, maandloon, salarissen, bezoldiging, inkomen, verdienen, betaald krijgen, verdien, loon*, salaris*, maandsalaris, geld",
    "salary, wage, wages, pay, income, earnings, remuneration, paid, earn, money",
  ],
  [
    "salary-during-leave",
    "doorbetaald, betaald verlof, behoud van salaris, doorbetaling, loon tijdens verlof, salaris tijdens verlof, behoud van loon, betaald deel",
    "paid leave, with pay, continued pay, pay during leave, salary during leave, continue to be paid",
  ],
  [
    "salary-mistake",
    "salaris niet ontvangen, salaris onjuist, salaris klopt niet, loon klopt niet, geen salaris, salaris te laag, geen loon gehad, fout in salaris, fout in mijn salaris, salarisfout, verkeerd uitbetaald",
    "salary wrong, salary missing, no salary, wrong salary, salary not paid, pay is wrong, salary incorrect, wages wrong",
  ],
  [
    "salary-rise",
    "loonsverhoging, salarisverhoging, cao-verhoging, cao verhoging, loonstijging, verhoging, salarisstijging, erbij krijgen, indexatie, inflatiecorrectie, meer salaris, opslag, loonsverhogingen, verhogingen, procent erbij, loonontwikkeling",
    "pay rise, salary increase, pay increase, raise, wage increase, salary raise, rise in pay, increase, indexation, pay raise, higher pay, wage rise, more salary",
  ],
  [
    "salary-scale",
    "salarisschaal, schaal, inschaling, schalen, functieschaal, inschalen, loonschaal, ingeschaald, schaalindeling, salaristabel, functiewaardering, fuwa, hr21, functiehuis, functiebeschrijving, functieprofiel, generieke functie, herwaardering, lfnp, schaal*, functieomschrijving, functiereeks, uitloopschaal, garantieschaal, functiegebouw, aanloopschaal, maximum van de schaal, eindschaal, salarisgebouw, hogere schaal, taakomschrijving, waardering functie, salarisregel",
    "salary scale, pay scale, pay grade, grade, job grading, job evaluation, job description, pay band, scale, salary grade, salary table, salary band, grading, job classification, higher scale, job profile, wage scale",
  ],
  [
    "school",
    "ouderavond, schoolvakantie, schoolvakanties, schoolplein, eerste schooldag",
    "school, school holidays, parents evening, school holiday",
  ],
  [
    "secondary-job",
    "nevenwerkzaamheden, nevenwerk, bijbaan, nevenfunctie, bijverdienen, bijbaantje, eigen bedrijf, zzp, eigen zaak, nevenactiviteiten, bestuursfunctie, vrijwilligerswerk, eenmanszaak, nevenfuncties, kvk, freelance, bijklussen, naast mijn werk, naast mijn baan, ander werk ernaast, werk ernaast, bestuurslid, commissariaat, voorzitter van, schnabbel, bedrijfje, baantje, webshop, erbij doen, nevenbetrekking",
    "side job, side jobs, second jobs, ancillary activities, sideline, own business, freelance, self-employed, volunteer work, board member, additional job, outside activities, side activities, ancillary, own company, moonlighting, next to my job, besides my job, alongside my job, side business, secondary employment, outside work, volunteering, extra job, secondary job, secondary activities, side hustle, board position",
  ],
  [
    "sell-leave",
    "verlof verkopen, uren verkopen, vakantiedagen verkopen, vakantie-uren verkopen, verkopen, verkoop, verlof uitbetalen, verlofuren uitbetalen, verlof laten uitbetalen, uren laten uitbetalen, vakantiedagen laten uitbetalen, dagen verkopen, verlof uitbetaald, uren uitbetalen, uren uitbetaald, verlofuren verkopen, dagen uitbetalen, dagen laten uitbetalen",
    "sell leave, sell holiday, sell vacation days, sell leave hours, sell, selling, sell days, sell hours, leave paid out, trade leave, cash out leave, exchange leave for money, sell holidays",
  ],
  [
    "send",
    "sturen, stuur, opsturen, verstuurd, toesturen, gestuurd, versturen, mailen, inleveren, inlever, aanleveren",
    "send, sent, forward, post, hand in, sending, provide, deliver",
  ],
  [
    "shift-allowance",
    "onregelmatigheidstoeslag, ort, toelage onregelmatige dienst, tod, onregelmatige dienst, onregelmatigheid, ploegentoeslag, toeslag weekend, weekendtoeslag, zondagstoeslag, feestdagentoeslag, buitendagvenster, dagvenster, toeslagen, toelagen, onregelmatige uren, onregelmatig, toelage onregelmatige, buitendagvenstertoelage, ploegendienst, onregelmatige, verschuivingstoelage, inconvenienten, inconveniententoelage, onregelmatigheidstoelage, toelageoverzicht",
    "shift allowance, irregular hours allowance, irregular hours, unsocial hours, weekend allowance, night allowance, shift bonus, sunday allowance, shift premium, allowances, irregular shifts, irregular shift, unsociable hours, night shift allowance",
  ],
  [
    "short-absence",
    "kort verzuim, kortdurend verlof, noodsituatie, kapotte waterleiding, loodgieter, cv-ketel, school belt, thuis noodgeval, kort verlof",
    "short absence, short leave, plumber, emergency at home, short-term absence",
  ],
  [
    "sick",
    "ziek, ziekte, ziek*, klachten, ziekteklachten, niet lekker, zieke",
    "sick, ill, illness, sickness, unwell, disease",
  ],
  [
    "sick-during-leave",
    "ziek tijdens vakantie, ziek tijdens verlof, ziek op vakantie, ziek geworden tijdens, ziek in vakantie, ziek in mijn vakantie, ziek tijdens mijn vakantie, ziek tijdens mijn verlof",
    "sick during holiday, sick on holiday, ill during leave, sick on vacation, ill on holiday, sick during my holiday, sick during leave",
  ],
  [
    "sick-pay",
    "loondoorbetaling, doorbetaling bij ziekte, 70 procent, 70%, 100 procent loon, tweede ziektejaar, na twee jaar ziekte, loon bij ziekte, salaris bij ziekte, korting op salaris ziekte, na een jaar ziek, 104 weken, tweede jaar ziek, wachtdagen",
    "continued payment, sick pay, pay during sickness, pay during illness, salary when sick, second year of illness, 70 percent, year of sickness, wage during sickness, pay while sick",
  ],
  [
    "sign",
    "ondertekenen, handtekening, tekenen, getekend, ondertekend, digitaal ondertekenen, stempel",
    "sign, signature, signed, signing, stamp",
  ],
  [
    "smoking-alcohol",
    "alcohol, drugs, verslaving, roken, verslaafd, gokverslaving",
    "alcohol, drugs, addiction, smoking, addicted",
  ],
  [
    "special-leave",
    "bijzonder verlof, buitengewoon verlof, onbetaald verlof, rampenverlof, verhuisverlof, verhuisdag vrij, buitengewoon",
    "special leave, unpaid leave, extraordinary leave, exceptional leave",
  ],
  [
    "standby",
    "piket, piketdienst, bereikbaarheid, beschikbaarheidsdienst, consignatie, pikettoelage, stand-by, bereikbaarheidsdienst, oproepdienst, piketvergoeding, beschikbaarheid, consignatiedienst, aanwezigheidsdienst, pikettoeslag, bereikbaarheidsvergoeding, piket*",
    "on call, on-call, standby, stand-by duty, standby allowance, on-call allowance, call-out, on-call duty, availability",
  ],
  [
    "start",
    "beginnen, begint, begin, ingaan, gaat in, ingangsdatum, vanaf wanneer, ingaat, per wanneer, ingegaan, gaat in per, start",
    "start, begin, starts, effective date, begins, commence, from when, start date of",
  ],
  [
    "status",
    "status, stand van zaken, hoe staat het met, in behandeling, behandeld, ontvangen mijn aanvraag, voortgang",
    "status, progress, state of, pending, in progress",
  ],
  [
    "steps",
    "stappen, wat moet ik doen, hoe werkt, hoe gaat, procedure, stappenplan, wat moet ik regelen, hoe regel ik, uitleg, regelen, handleiding, werkt dat, gaat dat, wat nu",
    "steps, what do i need to do, procedure, how does it work, arrange, how to, explain, process, instructions, how do i, what should i do, manual",
  ],
  [
    "stop",
    "stoppen, stopzetten, beëindigen, stop, stopt, ophouden, beeindiging, eindigt, einde van, gestopt",
    "stop, end, terminate, discontinue, termination, finish, ending",
  ],
  [
    "strike",
    "staking, staken, stakingsdag, actie voeren, stakingsrecht, stakingsuitkering, werkonderbreking, actiedag",
    "strike, industrial action, striking, walkout, strike pay",
  ],
  [
    "study-agreement",
    "studieovereenkomst, leerovereenkomst, studiecontract, studiefaciliteiten, bindend studieadvies",
    "study agreement, learning agreement, study facilities, study contract",
  ],
  [
    "study-leave",
    "studieverlof, scholingsverlof, opleidingsverlof, studiedagen, studie-uren, studietijd",
    "study leave, educational leave, study days, study time, training leave",
  ],
  [
    "study-paid",
    "opleiding vergoed, studie vergoed, cursus vergoed, opleiding betaald, cursus betaald, opleiding betalen, cursus betalen, studie betaald, opleiding vergoeden",
    "course paid, training paid, study paid, pay for my course, pay for my study, pay for training, fund my course, reimburse my course",
  ],
  ["summer", "zomer, juli, augustus, zomermaanden, zomerperiode", "summer, july, august, summer months"],
  [
    "survey",
    "mening, vragenlijst, enquete, tevredenheid, medewerkersonderzoek, mto",
    "survey, questionnaire, satisfaction, employee survey, opinion",
  ],
  [
    "take-leave",
    "opnemen, opname, verlof opnemen, opgenomen, neem op, inroosteren verlof, verlof plannen, verlof aanvragen, vakantie aanvragen, vakantie opnemen",
    "take leave, book leave, book holiday, take holiday, take time off, request leave, apply for leave",
  ],
  [
    "tax",
    "belasting, belastingdienst, loonheffing, loonbelasting, bijzonder tarief, fiscus, aangifte, belastingaangifte, fiscaal, inkomstenbelasting, belastbaar, belastingen, belasting*, bijzondere beloning, belastingtarief, premies, onbelast, belast, fiscale, voorlopige aanslag, naheffing, loonaangifte, btw",
    "tax, taxes, income tax, tax return, tax authority, tax office, wage tax, special rate, tax rate, payroll tax, taxable, fiscal, tax authorities, taxed, tax free, untaxed, tax declaration, tax administration",
  ],
  [
    "tax-credit",
    "loonheffingskorting, heffingskorting, loonheffingskortingen, loonbelastingverklaring, loonheffings, heffingskortingen, algemene heffingskorting, arbeidskorting, ouderenkorting, opgaaf gegevens voor de loonheffingen, korting toepassen, loonheffing korting, heffings korting, lhk, loonheffingsverklaring",
    "payroll tax credit, tax credit, wage tax credit, tax credits, payroll tax reduction, general tax credit, payroll tax discount, tax discount, wage tax reduction, payroll credit, wage tax discount, loonheffingskorting form",
  ],
  [
    "team-conflict",
    "conflict, ruzie, mediation, onenigheid, bemiddeling, arbeidsconflict, samenwerking",
    "conflict, argument, mediation, dispute with colleague, quarrel, cooperation",
  ],
  [
    "team-outing",
    "teamuitje, personeelsfeest, kerstpakket, afscheid, afscheidsreceptie, personeelsvereniging, borrel, kerstborrel, afscheidscadeau, teamdag",
    "team outing, staff party, christmas hamper, farewell, farewell party, staff association, christmas package, team building, farewell gift",
  ],
  [
    "temp-worker",
    "uitzendkracht, inhuur, externe inhuur, payroll medewerker, ingehuurd, uitzendbureau, extern, inhuurkracht, externe, oproepkracht, nulurencontract, inhuren",
    "temp, agency worker, hired, external worker, contractor, temp agency, external hire, zero hours contract, externally hired",
  ],
  [
    "temporary-help",
    "bijspringen, uithelpen, extra dienst, invallen, invalkracht",
    "help out, fill in for, extra shift, cover for",
  ],
  [
    "tests-assessment",
    "capaciteitentest, talentscan, drijfverentest, persoonlijkheidstest",
    "aptitude test, talent scan, capability test, personality test",
  ],
  [
    "thirty-percent",
    "30%-regeling, 30 procent regeling, expat, expatregeling, kennismigrant, verblijfsvergunning, werkvergunning, visum, tewerkstellingsvergunning, ind, dertig procent regeling",
    "30% ruling, 30 percent ruling, expat, knowledge migrant, residence permit, work permit, visa, thirty percent ruling, skilled migrant, expats",
  ],
  [
    "training",
    "opleiding, cursus, training, scholing, leren, bijscholing, e-learning, leerbudget, opleidingsbudget, studie, workshop, cursussen, opleidingen, trainingen, nascholing, omscholing, opleidingsplan, persoonlijk ontwikkelbudget, leeromgeving, pop, ontwikkelbudget, ontwikkelplan, studeren, master, hbo, mbo, universiteit, congres, seminar, opleidingsaanbod, leerportaal, bijscholen, omscholen, taalcursus, cursus*, opleidings*, studie*, leergang, ontwikkelgeld, leerplein, pob, academie, scholings*, bachelor, leerplatform, taalles, incompany, leer werk traject",
    "training, course, education, study, learning, e-learning, workshop, learning budget, training budget, courses, conference, further education, degree programme, development budget, development plan, language course, trainings, master's, bachelor, learning platform, learn, seminar, studying, academy, training course, education budget",
  ],
  [
    "transgender",
    "transitieverlof, transitie, transgender, geslachtsverandering, transgenderverlof, gender",
    "transition leave, transgender, gender transition, gender",
  ],
  [
    "trauma",
    "ingrijpende gebeurtenis, schokkende gebeurtenis, trauma, ptss, nazorg, heftige inzet, opvangteam, bedrijfsopvangteam, bot-team, collegiale opvang, traumatisch, traumatische ervaring, heftig, heftige, opvang na, nare gebeurtenis",
    "traumatic, shocking event, trauma, ptsd, aftercare, post traumatic, peer support, horrible event, shocking",
  ],
  [
    "travel-allowance",
    "reiskosten, reiskostenvergoeding, reisvergoeding, reiskostenregeling, reistoelage, vervoerskosten, reiskostentoelage, reiskosten*, reisgeld, reisdeclaratie, vervoerskostenvergoeding",
    "travel allowance, travel expenses, travel costs, travel reimbursement, travelling expenses, transport costs, travelling costs, travel cost, transportation costs, transport allowance, travel compensation, traveling expenses",
  ],
  [
    "travel-cost-exchange",
    "uitruil reiskosten, reiskosten uitruilen, uitruil woon-werk, fiscale uitruil, uitruil van reiskosten, salderen",
    "travel cost exchange, tax exchange, exchange of travel costs",
  ],
  [
    "travelling-time",
    "reistijd, reisuren, reistijd werktijd, onderweg",
    "travel time, travelling time, time spent travelling",
  ],
  [
    "unauthorised-absence",
    "ongeoorloofd, zonder bericht, te laat komen, te laat op werk",
    "unauthorised absence, without notice, late for work, no show",
  ],
  [
    "unemployment",
    "ww, werkloos, werkloosheid, ww-uitkering, werkloosheidsuitkering, bovenwettelijke ww, uwv, werkloosheidswet, nawettelijk, wwuitkering, bww, werkloosheids, zonder werk, wwplus, nawettelijke, bovenwettelijke uitkering, ww uitkering, bovenwettelijke werkloosheidsuitkering, wachtgeld, op straat, uitkering aanvragen, uitkering uwv, baan kwijt, werkeloos, werkeloosheidsuitkering, contract niet verlengd, niet wordt verlengd, na mijn contract",
    "unemployment, unemployed, unemployment benefit, jobless, uwv, unemployment benefits, out of work, without work, lose my job, lost my job, losing my job, no longer have a job, contract is not renewed, contract not renewed, unemployment insurance",
  ],
  [
    "union",
    "vakbond, fnv, cnv, vakbondscontributie, vakbondsverlof, bondscontributie, vakbondslidmaatschap, vakorganisatie, vakcentrale, cmhf, ac rijk, npb, acp, vakbonden, contributie, lidmaatschap, vakbondslid, kaderlid, bond, vakbonds, lid van, bondslid, contributieverrekening, vakbondskosten, vakbondsactiviteiten, georganiseerd overleg, lidmaatschapskosten, vakbondswerk, bonden, abvakabo",
    "union, trade union, union fee, union dues, union membership, union contribution, labour union, membership, membership fee, unions, union member, union fees, dues, labor union",
  ],
  [
    "unpaid",
    "onbetaald, zonder loon, zonder salaris, onbetaalde, zonder behoud van salaris, zonder behoud",
    "unpaid, without pay, unsalaried, without salary",
  ],
  [
    "volunteer-leave",
    "vrijwilligersverlof, maatschappelijk verlof, bloeddonor, bloed geven, donor, donorverlof",
    "volunteer leave, blood donation, donor, donate blood, organ donor",
  ],
  ["want", "wil graag, wil ik, willen, graag, ik wil", "want, would like, i'd like, wish, want to"],
  [
    "website",
    "website, intranet, link, pagina, site, internetpagina",
    "website, intranet, link, page, web page",
  ],
  ["week", "week, weken, weekje", "week, weeks"],
  [
    "weekend",
    "weekend, zaterdag, zondag, weekenddienst, zondagen, zaterdagen, weekend*",
    "weekend, saturday, sunday, weekends",
  ],
  [
    "what-happens-with",
    "wat gebeurt er met, wat gebeurt er, gevolgen, gevolg, invloed, effect, consequenties, betekent dat voor, wat betekent, betekent",
    "what happens, consequences, effect, impact, affect, mean for, influence, consequence, what does it mean, meaning",
  ],
  [
    "when",
    "wanneer, welke dag, welke datum, welke maand, wat is de datum, datum, op welke dag, hoe laat, moment",
    "when, which day, what date, which month, date, what day, which date, what time, on which day",
  ],
  [
    "where",
    "waar, waar kan ik, op welke plek, welke plek, waarheen",
    "where, where can i, in what place, where do i",
  ],
  ["which", "welke, welk, wat voor", "which, what kind, what type, what sort"],
  ["who", "wie, bij wie, aan wie, met wie, van wie, door wie", "who, whom, to whom, whose, with whom"],
  [
    "work",
    "dienst draaien, gewerkt, werken, werk, werkzaam, aan het werk, doorwerken, werkt",
    "work, working, worked, works",
  ],
  [
    "work-council",
    "ondernemingsraad, medezeggenschap, or-lid, or-verkiezingen, onderdeelcommissie, medezeggenschapsraad, or verkiezingen",
    "works council, employee participation, staff council, works council elections",
  ],
  [
    "work-from-abroad",
    "werken vanuit het buitenland, vanuit het buitenland werken, in het buitenland werken, werken in het buitenland, workation, vanuit spanje, vakantieadres werken, tijdelijk buitenland, vanaf mijn vakantieadres, buitenland werken, werken vanuit, thuiswerken in het buitenland, thuiswerken vanuit het buitenland, camping werken, vakantiehuis, vakantiehuisje, vanuit mijn vakantie",
    "work from abroad, working from abroad, work abroad, workation, remote from another country, working remotely abroad, work from another country, working abroad, work in another country, work remotely from, work from spain, temporarily abroad, holiday home, vacation home",
  ],
  [
    "year",
    "jaar, per jaar, jaarlijks, kalenderjaar, dit jaar, jaren",
    "year, per year, annually, yearly, calendar year, annual, this year, years",
  ],
  [
    "young-worker",
    "vakantiekracht, vakantiewerk, weekendhulp, jongere, minderjarig, zomerbaan",
    "holiday worker, summer job, minor, young worker",
  ],
];
