import type { Message } from "../../../../contract/types";
import { useTexts } from "../../texts/i18n";
import { Icon } from "../../ui/Icon";
import { itemsOfOrder, money, totalOf } from "./figures";

/** What the customer put into the basket. */
export function OrderCard({ order }: { order: Message["order"] }) {
  const { t, lang } = useTexts();
  const items = itemsOfOrder(order);
  const total = totalOf(items);
  const count = items.reduce((sum, item) => sum + item.quantity, 0);
  return (
    <div className="card">
      <Icon name="list-details" size={20} />
      <span className="card-b">
        <b>
          {t("kind.order")} · {t("kind.items", { count })}
        </b>
        <ul className="order">
          {items.map((item, index) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: one product may stand there twice
            <li key={index}>
              <span className="num">{item.quantity} ×</span>
              <span className="order-n">{t("kind.product", { id: item.productId || "?" })}</span>
              {item.price !== null && item.currency && (
                <span className="num">
                  {money(item.price * item.quantity, item.currency, lang)}
                </span>
              )}
            </li>
          ))}
          {total && items.length > 1 && (
            <li className="order-total">
              <span className="order-n">{t("kind.total")}</span>
              <b className="num">{money(total.amount, total.currency, lang)}</b>
            </li>
          )}
        </ul>
      </span>
    </div>
  );
}
