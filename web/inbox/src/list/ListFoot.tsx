import { useEffect, useRef } from "react";
import { useTexts } from "../texts/i18n";
import type { useList } from "./useList";

interface Props {
  pages: ReturnType<typeof useList>["pages"];
  complete: boolean;
}

/** Loads the next page when it comes near; says so, and says when there is no more. */
export function ListFoot({ pages, complete }: Props) {
  const { t } = useTexts();
  const foot = useRef<HTMLDivElement>(null);
  const { hasNextPage, isFetchingNextPage, isFetchNextPageError, fetchNextPage } = pages;

  useEffect(() => {
    if (!foot.current || !hasNextPage || isFetchingNextPage || isFetchNextPageError) return;
    const watch = new IntersectionObserver(
      ([entry]) => entry?.isIntersecting && void fetchNextPage(),
      { rootMargin: "600px" },
    );
    watch.observe(foot.current);
    return () => watch.disconnect();
  }, [hasNextPage, isFetchingNextPage, isFetchNextPageError, fetchNextPage]);

  return (
    <div className="list-foot" ref={foot}>
      {isFetchingNextPage && t("list.more")}
      {isFetchNextPageError && (
        <>
          {t("list.moreFailed")}
          <button type="button" className="btn-link" onClick={() => void fetchNextPage()}>
            {t("thread.retry")}
          </button>
        </>
      )}
      {complete && pages.data && pages.data.pages.length > 1 && t("list.end")}
    </div>
  );
}
