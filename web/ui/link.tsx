import "./controls.css";
import type { ComponentChildren } from "preact";
import { Link as Route } from "wouter-preact";

type Props = {
  to: string;
  children: ComponentChildren;
  look?: "text" | "primary" | "secondary";
  isCurrent?: boolean;
  lang?: string;
};

const classes = { text: "link", primary: "button button-primary", secondary: "button button-secondary" };

/** A link within the helpdesk changes the page; one that leads out of it, to mail or to a telephone is the browser's. */
export function Link({ to, children, look = "text", isCurrent, lang }: Props) {
  const props = { class: classes[look], lang, "aria-current": isCurrent ? ("page" as const) : undefined };
  const isWithin = to.startsWith("/") && !/^\/(v1|session)(\/|$|\?)/.test(to);
  if (isWithin) {
    return (
      <Route href={to} {...props}>
        {children}
      </Route>
    );
  }
  return (
    <a href={to} rel="noreferrer" {...props}>
      {children}
    </a>
  );
}
