import { number } from "../texts/format";
import { useTexts } from "../texts/i18n";

/** Between those who wait in the queue and those who have left it, who are counted apart. */
export function LeftDivider({ count }: { count: number | undefined }) {
  const { t, lang } = useTexts();
  return (
    <p className="rows-left" data-testid="left-divider">
      {t("list.leftBelow")}
      {count ? <span className="n">{number(count, lang)}</span> : null}
    </p>
  );
}
