import type { Setup } from "../../../../contract/types";
import { useTexts } from "../../texts/i18n";
import { Icon } from "../../ui/Icon";
import { useSetup } from "../house";
import type { Field } from "./kinds";

/** Whether a provider can call this hub. */
export const isPublic = ({ publicUrl, loopback }: Setup): boolean =>
  publicUrl.startsWith("https://") && !loopback;

/** Beside a setting that depends on whether providers can call us: what fits here, and why. */
export function AddressHint({ field, value }: { field: Field; value: unknown }) {
  const { t } = useTexts();
  const setup = useSetup().data;
  if (field.withoutAddress === undefined || !setup) return null;
  const asks = value === field.withoutAddress;
  const reached = isPublic(setup);
  const fits = asks !== reached;
  const words = reached
    ? asks
      ? "channel.address.couldBeCalled"
      : "channel.address.isCalled"
    : asks
      ? "channel.address.asks"
      : "channel.address.cannotBeCalled";
  return (
    <p className={fits ? "chat-contrast is-ok" : "chat-contrast"} data-fits={fits}>
      <Icon name={fits ? "circle-check" : "alert-triangle"} size={12} />
      <span>{t(words, { url: setup.publicUrl })}</span>
    </p>
  );
}
