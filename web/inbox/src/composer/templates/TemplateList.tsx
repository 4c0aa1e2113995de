import { useState } from "react";
import type { ChannelTemplate } from "../../../../contract/types";
import { useTexts } from "../../texts/i18n";
import { Broken } from "../../ui/Broken";
import { Icon } from "../../ui/Icon";
import { found, keyOf, titleOf } from "./filling";

interface Props {
  templates: readonly ChannelTemplate[] | undefined;
  /** Why they could not be read anew; those that are there stay. */
  trouble: string | null;
  failed: boolean;
  onRetry: () => void;
  onChoose: (template: ChannelTemplate) => void;
}

export function TemplateList({ templates, trouble, failed, onRetry, onChoose }: Props) {
  const { t } = useTexts();
  const [search, setSearch] = useState("");
  if (failed) {
    return (
      <Broken title={t("templates.error")} lead={t("templates.error.lead")} onRetry={onRetry} />
    );
  }
  const rows = found(templates ?? [], search);
  return (
    <div className="act-form">
      <label className="act-search">
        <Icon name="search" />
        <input
          // biome-ignore lint/a11y/noAutofocus: one has just asked for it
          autoFocus
          type="search"
          value={search}
          placeholder={t("templates.search")}
          aria-label={t("templates.search")}
          onChange={(event) => setSearch(event.target.value)}
        />
      </label>
      {trouble && <p className="tpl-trouble">{t("templates.trouble", { reason: trouble })}</p>}
      <ul className="tpl-list" aria-busy={templates === undefined}>
        {rows.map((template) => (
          <li key={keyOf(template)}>
            <button
              type="button"
              className="tpl"
              disabled={!template.approved}
              onClick={() => onChoose(template)}
            >
              <span className="tpl-head">
                <b className="ell">{titleOf(template)}</b>
                <span className="tpl-meta">
                  {template.approved
                    ? template.language
                    : t("templates.notApproved", { status: template.status.toLowerCase() })}
                </span>
              </span>
              <span className="tpl-body">{template.body}</span>
            </button>
          </li>
        ))}
      </ul>
      {templates && rows.length === 0 && (
        <p className="tpl-none">{t(search ? "templates.noneFound" : "templates.none")}</p>
      )}
    </div>
  );
}
