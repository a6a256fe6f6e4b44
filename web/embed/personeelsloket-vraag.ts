import { QuestionForm } from "./form.ts";

const name = "personeelsloket-vraag";

/**
 * The question form for an intranet page: `<personeelsloket-vraag api="https://loket.example" lang="nl">`. Its
 * property `getToken` gives an access token whenever one is needed.
 */
class PersoneelsloketVraag extends HTMLElement {
  static observedAttributes = ["api", "lang", "address", "organisation"];
  #form: QuestionForm | undefined;
  #getToken: (() => string | Promise<string>) | undefined;

  set getToken(getToken: () => string | Promise<string>) {
    this.#getToken = getToken;
  }

  connectedCallback(): void {
    // A page may have given it before this module came.
    if (Object.hasOwn(this, "getToken")) {
      const { getToken } = this;
      Reflect.deleteProperty(this, "getToken");
      this.#getToken = getToken;
    }
    this.#show();
  }

  attributeChangedCallback(): void {
    if (this.isConnected) this.#show();
  }

  #show(): void {
    const root = this.shadowRoot ?? this.attachShadow({ mode: "open", delegatesFocus: true });
    const organisation = this.getAttribute("organisation");
    this.#form?.stop();
    this.#form = new QuestionForm(root, {
      api: (this.getAttribute("api") ?? "").replace(/\/$/, ""),
      ...(organisation && { organisation }),
      speech: {
        language: this.lang.startsWith("en") ? "en" : "nl",
        address: this.getAttribute("address") === "u" ? "u" : "je",
      },
      getToken: () => this.#getToken?.(),
      tell: (what, detail) =>
        this.dispatchEvent(
          new CustomEvent(`personeelsloket-${what}`, { detail, bubbles: true, composed: true }),
        ),
    });
  }
}

if (!customElements.get(name)) customElements.define(name, PersoneelsloketVraag);
