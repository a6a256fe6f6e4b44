import "./surfaces.css";
import { useState } from "preact/hooks";
import { useTexts } from "../speech.tsx";
import { common } from "../texts/common.ts";
import { Button } from "./button.tsx";
import { groupedDigits } from "./grouped-digits.ts";

/** The number to name on the telephone: in groups, as it is read out. */
export function Reference({ reference, canCopy = false }: { reference: string; canCopy?: boolean }) {
  const t = useTexts(common);
  const [isCopied, setIsCopied] = useState(false);
  const copy = async () => {
    await navigator.clipboard.writeText(reference).then(
      () => setIsCopied(true),
      () => setIsCopied(false),
    );
  };
  return (
    <span class="reference">
      <span class="only-read-aloud">{t.reference} </span>
      <span class="reference-digits">{groupedDigits(reference)}</span>
      {canCopy && (
        <>
          <Button look="subtle" isSmall onClick={copy} label={`${t.copy} ${t.reference.toLowerCase()}`}>
            {t.copy}
          </Button>
          <span role="status" class="small quiet">
            {isCopied && t.copied}
          </span>
        </>
      )}
    </span>
  );
}
