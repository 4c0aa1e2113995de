import type { UsedTemplate } from "../../../../contract/types";
import { useTexts } from "../../texts/i18n";
import { Icon } from "../../ui/Icon";
import { titleOf } from "./filling";
import "../../texts/templates";

interface Props {
  template: UsedTemplate;
  onOpen: () => void;
  onDrop: () => void;
}

/** One that was filled in, sent and taken back waits to be sent after all. */
export default function TemplateBack({ template, onOpen, onDrop }: Props) {
  const { t } = useTexts();
  return (
    <div className="strip strip-card strip-wrap" data-template-back="">
      <Icon name="template" />
      <span className="grow">{t("templates.back", { name: titleOf(template) })}</span>
      <button type="button" className="btn btn-plain" onClick={onDrop}>
        {t("templates.back.drop")}
      </button>
      <button type="button" className="btn" onClick={onOpen}>
        {t("templates.back.open")}
      </button>
    </div>
  );
}
