import type { SearchMatch } from "../../../contract/types";
import { useTexts } from "../texts/i18n";
import { Icon } from "../ui/Icon";
import { Marked } from "./Marked";
import { plain } from "./matches";

/** The message that was found, in the place of the last line. */
export function RowMatch({ match }: { match: SearchMatch }) {
  const { t } = useTexts();
  const parts = match.text ?? [];
  return (
    <span className="row-p" title={plain(parts)}>
      {match.internal && <Icon name="lock" size={12} label={t("search.inNote")} />}
      <Marked parts={parts} />
    </span>
  );
}
