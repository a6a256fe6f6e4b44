import "./editor.css";
import { useLocation } from "wouter-preact";
import { useTexts } from "../speech.tsx";
import { editorTexts } from "../texts/editor.ts";
import { PageHeading } from "../ui/heading.tsx";
import { SectionNav } from "../ui/section-nav.tsx";
import { Demand } from "./demand.tsx";
import { Glossary } from "./glossary.tsx";
import { Merges } from "./merges.tsx";
import { demandViews, glossaryPath, mergesPath, pathOfView, placeIn } from "./paths.ts";
import { RevisionPage } from "./revision.tsx";
import { Topic } from "./topic.tsx";

/** What is asked, what is answered, and what an editor has to do with it. */
export function Answers() {
  const t = useTexts(editorTexts);
  const [path] = useLocation();
  const place = placeIn(path);
  if (place.is === "topic") return <Topic key={place.topic} topic={place.topic} />;
  if (place.is === "revision") {
    const { topic, revision } = place;
    return <RevisionPage key={`${topic} ${revision}`} topic={topic} number={revision} />;
  }
  const name = place.is === "view" ? t.views[place.view] : t[place.is];
  const lead =
    place.is === "view"
      ? t.viewLeads[place.view]
      : { merges: t.mergesLead, glossary: t.glossaryLead }[place.is];
  const sections = [
    ...demandViews.map((view) => ({
      to: pathOfView(view),
      text: t.views[view],
      isCurrent: place.is === "view" && place.view === view,
    })),
    { to: mergesPath, text: t.merges, isCurrent: place.is === "merges" },
    { to: glossaryPath, text: t.glossary, isCurrent: place.is === "glossary" },
  ];
  return (
    <div class="stack">
      <PageHeading key={path} title={`${name} – ${t.title}`} lead={t.lead}>
        {t.title}
      </PageHeading>
      <SectionNav label={t.parts} sections={sections} />
      <section class="stack" aria-label={name}>
        <div>
          <h2 class="editor-view">{name}</h2>
          <p class="quiet">{lead}</p>
        </div>
        {place.is === "view" && <Demand key={place.view} view={place.view} />}
        {place.is === "merges" && <Merges />}
        {place.is === "glossary" && <Glossary />}
      </section>
    </div>
  );
}
