import "./overlays.css";
import type { ComponentChildren } from "preact";
import { useId, useLayoutEffect, useRef } from "preact/hooks";
import { useTexts } from "../speech.tsx";
import { common } from "../texts/common.ts";
import { Button } from "./button.tsx";

/** A native modal dialog: the browser keeps the focus within, and it goes back to where it was. Esc and the button both close it. */
export function Dialog({
  title,
  isOpen,
  onClose,
  children,
  actions,
  isWide = false,
  closeText,
}: {
  title: string;
  isOpen: boolean;
  onClose: () => void;
  children: ComponentChildren;
  /** The buttons at its foot, before the one that closes it. */
  actions?: ComponentChildren;
  isWide?: boolean;
  closeText?: string;
}) {
  const t = useTexts(common);
  const id = useId();
  const box = useRef<HTMLDialogElement>(null);
  // At once, and not when the browser next has time: whoever goes on typing types into what had the focus.
  useLayoutEffect(() => {
    const dialog = box.current;
    if (!isOpen || !dialog) return;
    const before = document.activeElement;
    if (!dialog.open) dialog.showModal();
    return () => {
      dialog.close();
      // The browser gives the focus back only from a dialog that is still on the page.
      if (document.activeElement === document.body && before instanceof HTMLElement) before.focus();
    };
  }, [isOpen]);
  if (!isOpen) return null;
  return (
    <dialog
      ref={box}
      class={isWide ? "dialog dialog-wide" : "dialog"}
      aria-labelledby={id}
      onCancel={(event) => {
        event.preventDefault();
        onClose();
      }}
    >
      <h2 id={id}>{title}</h2>
      <div class="dialog-text">{children}</div>
      <div class="dialog-actions">
        {actions}
        <Button onClick={onClose}>{closeText ?? t.close}</Button>
      </div>
    </dialog>
  );
}
