import type { Message } from "../../../../contract/types";
import { useTexts } from "../../texts/i18n";
import { Icon } from "../../ui/Icon";
import { webAddress } from "./figures";

const TITLES = {
  product: "kind.aboutProduct",
  post: "kind.fromPost",
  quote: "kind.aboutQuote",
  story: "kind.aboutStory",
} as const;

const isNamed = (sort: string): sort is keyof typeof TITLES => Object.hasOwn(TITLES, sort);

/** The advertisement, post or product through which the customer came, or what elsewhere he speaks of.
 * Its pictures stay there.
 */
export function ReferralCard({ referral }: { referral: NonNullable<Message["referral"]> }) {
  const { t } = useTexts();
  const text = (name: string) => {
    const value = referral[name];
    return typeof value === "string" ? value : "";
  };
  const sort = text("sourceType");
  const url = webAddress(referral.sourceUrl);
  const title = isNamed(sort) ? TITLES[sort] : "kind.fromAd";
  return (
    <div className="card">
      <Icon name="target" size={20} />
      <span className="card-b">
        <span className="meta muted">{t(title)}</span>
        {text("headline") && <b>{text("headline")}</b>}
        {text("body") && <span>{text("body")}</span>}
        {text("productId") && <b>{t("kind.product", { id: text("productId") })}</b>}
        {url && (
          <span className="card-acts">
            <a className="btn-link" href={url} target="_blank" rel="noopener noreferrer nofollow">
              {t("kind.openSource")}
              <Icon name="external-link" size={12} />
            </a>
          </span>
        )}
      </span>
    </div>
  );
}
