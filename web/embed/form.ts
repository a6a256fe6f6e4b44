import type { AnswerOf } from "../../shared/contract/operations.ts";
import type { NotAnsweredReason } from "../../shared/faq/day-demand.ts";
import { type Suggested, type Suggester, suggesterOf } from "../suggest/suggester.ts";
import { caresOf, isLongEnough } from "../suggest/typed.ts";
import { type EmbedTexts, embedTexts } from "../texts/embed.ts";
import { type Speech, textsIn } from "../texts/texts.ts";
import { groupedDigits } from "../ui/grouped-digits.ts";
import { dayText } from "../ui/times.ts";
import { type EmbedCall, type EmbedNo, embedCall } from "./asking.ts";
import { button, element } from "./element.ts";
import { link, shownMarkup } from "./markup.ts";
import { styles } from "./style.ts";

export type FormOptions = {
  api: string;
  organisation?: string;
  speech: Speech;
  getToken: () => string | Promise<string> | undefined;
  /** What the page around it may want to know. */
  tell: (what: "sent" | "answered", detail: Record<string, string>) => void;
};

type TopicAnswers = AnswerOf<"GET /v1/topics/{topic}/answer">;
type Sent = AnswerOf<"POST /v1/tickets">;

const pauseMs = 200;
const shownAfterMs = 1_000;
const reasons = ["not-my-situation", "unclear", "outdated", "wrong", "other"] as const;

/** Field, suggestions, answer in place, sending: the same way as on the helpdesk's own page. */
export class QuestionForm {
  readonly #options: FormOptions;
  readonly #t: EmbedTexts;
  readonly #call: EmbedCall;
  readonly #box: HTMLElement;
  readonly #draftName: string;
  #field = element("textarea");
  #beside = element("div");
  #answers = element("div");
  #status = element("p", { class: "heard", set: { role: "status" } });
  #said = element("div");
  #send = element("button");
  #key = crypto.randomUUID() as string;
  #suggester: Suggester | undefined;
  #isFetching = false;
  #isSending = false;
  #shown = "";
  #told = new Set<string>();
  #timers: ReturnType<typeof setTimeout>[] = [];

  constructor(root: ShadowRoot, options: FormOptions) {
    const { api, organisation, speech, getToken } = options;
    this.#options = options;
    this.#t = textsIn(embedTexts, speech);
    this.#call = embedCall(api, getToken, organisation);
    this.#draftName = `personeelsloket-vraag ${api}`;
    this.#box = element("section", {
      class: "box",
      set: { lang: speech.language, "aria-label": this.#t.title },
    });
    root.adoptedStyleSheets = [styles()];
    root.replaceChildren(this.#box);
    this.#ask(kept(this.#draftName));
  }

  stop(): void {
    for (const timer of this.#timers) clearTimeout(timer);
  }

  #ask(text: string): void {
    const t = this.#t;
    const send = element("button", { text: t.send, class: "main", set: { type: "submit" } });
    this.#send = send;
    this.#field = element("textarea", {
      id: "question",
      set: { rows: "3", "aria-describedby": "fault hint" },
    });
    this.#field.value = text;
    this.#field.addEventListener("input", () => this.#typed());
    this.#field.addEventListener("focus", () => this.#fetchIndex());
    this.#beside = element("div", { set: { role: "status" } });
    this.#answers = element("div");
    this.#said = element("div");
    this.#shown = "";
    const form = element(
      "form",
      { set: { novalidate: "" } },
      element("label", { text: t.question, set: { for: "question" } }),
      element("p", { text: t.hint, class: "soft", id: "hint" }),
      element("p", { class: "fault quiet", id: "fault" }),
      this.#field,
      this.#beside,
      this.#status,
      this.#answers,
      this.#said,
      send,
    );
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      this.#sendQuestion();
    });
    this.#box.replaceChildren(element("h2", { text: t.title }), form);
    if (text) {
      this.#fetchIndex();
      this.#showCares();
    }
  }

  #typed(): void {
    keep(this.#draftName, this.#field.value);
    this.#fault("");
    this.#showCares();
    this.stop();
    this.#timers = [setTimeout(() => this.#suggest(), pauseMs)];
  }

  #showCares(): void {
    this.#beside.replaceChildren(
      ...caresOf(this.#field.value).map((care) =>
        element("div", { class: "warn" }, element("p", { text: this.#t[care] })),
      ),
    );
  }

  #fault(text: string): void {
    const fault = this.#box.querySelector("#fault");
    if (fault) fault.textContent = text;
    if (text) this.#field.setAttribute("aria-invalid", "true");
    else this.#field.removeAttribute("aria-invalid");
  }

  async #fetchIndex(): Promise<void> {
    if (this.#suggester || this.#isFetching) return;
    this.#isFetching = true;
    const found = await this.#call("GET /v1/topics/index");
    if ("body" in found && !found.body.unchanged) {
      this.#suggester = await suggesterOf(found.body, found.body.concepts).catch(() => undefined);
      this.#suggest();
    }
    this.#isFetching = false;
  }

  #suggest(): void {
    const typed = this.#field.value;
    if (!this.#suggester) return;
    const isLong = isLongEnough(typed);
    const suggested = isLong ? this.#suggester(typed) : [];
    const shown = suggested.map(({ topic }) => topic).join();
    const hasOpen = this.#answers.querySelector("[aria-expanded=true]") !== null;
    if (shown !== this.#shown && !hasOpen) this.#showSuggested(suggested);
    this.#timers.push(
      setTimeout(() => {
        const { length } = suggested;
        this.#status.textContent = !isLong ? "" : length > 0 ? this.#t.found(length) : this.#t.noneFound;
        this.#tellShown(suggested);
      }, shownAfterMs),
    );
  }

  #showSuggested(suggested: readonly Suggested[]): void {
    this.#shown = suggested.map(({ topic }) => topic).join();
    const cards = suggested.map((one) => this.#card(one));
    this.#answers.replaceChildren(
      ...(cards.length === 0
        ? []
        : [element("h3", { text: this.#t.perhaps }), element("ul", { class: "answers" }, ...cards)]),
    );
  }

  #card(one: Suggested): HTMLElement {
    const inside = element("div", { class: "inside", set: { hidden: "" } });
    const opener = button(one.name[this.#options.speech.language], () => {
      const isOpen = opener.getAttribute("aria-expanded") !== "true";
      opener.setAttribute("aria-expanded", String(isOpen));
      inside.hidden = !isOpen;
      if (isOpen && inside.childElementCount === 0) this.#openAnswer(one, inside);
    });
    opener.setAttribute("aria-expanded", "false");
    return element("li", {}, element("h3", {}, opener), inside);
  }

  async #openAnswer({ topic }: Suggested, inside: HTMLElement): Promise<void> {
    inside.replaceChildren(element("p", { text: this.#t.loading, set: { role: "status" } }));
    const found = await this.#call("GET /v1/topics/{topic}/answer", { params: { topic } });
    if ("no" in found)
      return inside.replaceChildren(
        this.#no(found.no, () => this.#openAnswer({ topic } as Suggested, inside)),
      );
    const revisions = found.body.answers.map(({ revision }) => revision);
    this.#tell("opened", topic, revisions);
    inside.replaceChildren(...this.#answer(found.body));
    if (revisions.length > 0) inside.append(...this.#verdict(topic, revisions));
  }

  #answer({ signpost, answers }: TopicAnswers): HTMLElement[] {
    const t = this.#t;
    const { language } = this.#options.speech;
    const day = (local: string) => dayText(Date.parse(local), language);
    const pointed = signpost
      ? [
          element("p", { class: "soft", text: t.nothingRecorded }),
          element(
            "p",
            {},
            element("strong", { text: signpost.name[language] }),
            ` ${signpost.text[language]}`,
          ),
        ]
      : [];
    return [
      ...pointed,
      ...answers.flatMap(({ texts, validFrom, reviewedAt, sources }) => {
        const isEnglish = language === "en" && texts.en !== undefined;
        const text = isEnglish ? texts.en : texts.nl;
        return [
          element("div", { set: { lang: isEnglish ? "en" : "nl" } }, ...shownMarkup(text?.written ?? "")),
          element("p", {
            class: "soft",
            text: `${t.validFrom} ${day(validFrom)}. ${t.reviewed} ${day(reviewedAt)}.`,
          }),
          ...(sources.length === 0
            ? []
            : [
                element("p", { class: "soft", text: t.sources }),
                element(
                  "ul",
                  { class: "soft" },
                  ...sources.map(({ text, url }) => element("li", {}, url ? link(url, text) : text)),
                ),
              ]),
        ];
      }),
    ];
  }

  #verdict(topic: string, revisions: readonly number[]): HTMLElement[] {
    const t = this.#t;
    return [
      element(
        "p",
        {},
        button(t.answersIt, () => this.#answered(topic, revisions), "main"),
      ),
      element(
        "div",
        { class: "row", set: { role: "group", "aria-label": t.notBecause } },
        element("span", { text: t.notBecause }),
        ...reasons.map((reason) =>
          button(t.reasons[reason], () => this.#notAnswered(topic, revisions, reason), "small"),
        ),
      ),
    ];
  }

  #answered(topic: string, revisions: readonly number[]): void {
    const t = this.#t;
    this.#tell("answered", topic, revisions);
    const text = this.#field.value;
    keep(this.#draftName, "");
    this.#end(t.thanks, [element("p", { text: t.notSent })], text);
    this.#options.tell("answered", { topic });
  }

  #notAnswered(topic: string, revisions: readonly number[], reason: NotAnsweredReason): void {
    this.#tell("not-answered", topic, revisions, reason);
    this.#showSuggested([]);
    const said = element("p", { class: "said", text: this.#t.passedOn, set: { tabindex: "-1" } });
    this.#said.replaceChildren(said);
    said.focus();
  }

  async #sendQuestion(): Promise<void> {
    const t = this.#t;
    const text = this.#field.value;
    if (this.#isSending) return;
    if (text.trim() === "") {
      this.#fault(t.empty);
      return this.#field.focus();
    }
    this.#isSending = true;
    this.#send.setAttribute("aria-disabled", "true");
    this.#send.textContent = t.busy;
    const { language } = this.#options.speech;
    const sent = await this.#call("POST /v1/tickets", { body: { text, language }, key: this.#key });
    this.#isSending = false;
    this.#send.removeAttribute("aria-disabled");
    this.#send.textContent = t.send;
    if ("no" in sent) return this.#said.replaceChildren(this.#no(sent.no, () => this.#sendQuestion()));
    keep(this.#draftName, "");
    this.#key = crypto.randomUUID();
    this.#showSent(sent.body);
  }

  #showSent(sent: Sent): void {
    const t = this.#t;
    const { language } = this.#options.speech;
    const people = sent.signposts.map(({ name, text }) =>
      element("p", {}, element("strong", { text: name[language] }), ` ${text[language]}`),
    );
    if (sent.recorded) {
      const number = element("span", { class: "number", text: groupedDigits(sent.reference) });
      const reference = element("p", {}, `${t.reference} `, number);
      this.#end(t.sent, [reference, element("p", { text: t.next }), ...people]);
      this.#options.tell("sent", { reference: sent.reference, ticketId: sent.ticketId });
    } else this.#end(t.notRecorded, people);
  }

  /** @param text what whoever goes on finds in the field */
  #end(title: string, says: readonly HTMLElement[], text = ""): void {
    this.stop();
    const heading = element("h2", { text: title, set: { tabindex: "-1" } });
    const again = button(this.#t.another, () => {
      this.#ask(text);
      this.#field.focus();
    });
    this.#box.replaceChildren(heading, ...says, again);
    heading.focus();
  }

  #no(no: EmbedNo, retry: () => void): HTMLElement {
    const again = button(this.#t.again, retry, "small");
    return element(
      "div",
      { class: "warn", set: { role: "alert" } },
      element("p", { text: this.#t[no] }),
      again,
    );
  }

  #tellShown(suggested: readonly Suggested[]): void {
    for (const { topic, revision } of suggested) {
      if (revision === undefined || this.#told.has(topic)) continue;
      this.#told.add(topic);
      this.#tell("shown", topic, [revision]);
    }
  }

  #tell(
    what: "shown" | "opened" | "answered" | "not-answered",
    topic: string,
    revisions: readonly number[],
    reason?: NotAnsweredReason,
  ): void {
    if (revisions.length === 0) return;
    const uses = revisions.map((revision) =>
      what === "not-answered"
        ? { topic, revision, what, ...(reason && { reason }) }
        : { topic, revision, what },
    );
    this.#call("POST /v1/answers/uses", { body: { uses }, key: crypto.randomUUID() });
  }
}

// For as long as this window stands: a reload loses nothing, and the next person at this device finds nothing.

function kept(name: string): string {
  try {
    return sessionStorage.getItem(name) ?? "";
  } catch {
    return "";
  }
}

function keep(name: string, text: string): void {
  try {
    if (text) sessionStorage.setItem(name, text);
    else sessionStorage.removeItem(name);
  } catch {
    // The text lives in the field alone.
  }
}
