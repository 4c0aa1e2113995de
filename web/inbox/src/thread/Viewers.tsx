import { me } from "../app/me";
import { useAround } from "../live/presence";
import { useTexts } from "../texts/i18n";
import { Avatar } from "../ui/Avatar";
import { Icon } from "../ui/Icon";

/** Colleagues who have this chat open. */
export function Viewers({ conversationId }: { conversationId: string }) {
  const { t } = useTexts();
  const others = useAround(conversationId).viewers.filter((viewer) => viewer.id !== me().id);
  if (others.length === 0) return null;
  const names = others.map((viewer) => viewer.name).join(", ");
  const words = t("thread.viewers", { names, count: others.length });
  return (
    <div className="viewers" data-tip={words}>
      <Icon name="eye" />
      <span className="vh">{words}</span>
      {others.slice(0, 2).map((viewer) => (
        <Avatar key={viewer.id} name={viewer.name} size={28} />
      ))}
      {others.length > 2 && <span className="num">+{others.length - 2}</span>}
    </div>
  );
}
