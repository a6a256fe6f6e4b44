import "./surfaces.css";
import { useTexts } from "../speech.tsx";
import { common } from "../texts/common.ts";
import { Button } from "./button.tsx";

export function LoadMore({
  shown,
  hasMore,
  isBusy = false,
  onMore,
}: {
  shown: number;
  hasMore: boolean;
  isBusy?: boolean;
  onMore: () => void;
}) {
  const t = useTexts(common);
  return (
    <div class="row">
      {hasMore && (
        <Button onClick={onMore} isBusy={isBusy}>
          {t.more}
        </Button>
      )}
      <span class="quiet" role="status">
        {t.shownOf(shown)}
      </span>
    </div>
  );
}
