import { type ReactNode, Suspense } from "react";
import { toast } from "../app/toasts";
import { t } from "../texts/i18n";
import { Guard } from "./Guard";

interface Props {
  children: ReactNode;
  /** What stands there until it has come, such as the button that calls it. */
  instead?: ReactNode;
  /** It is gone and can be called again. */
  onLost: () => void;
}

/** A part has failed, or its code could not be fetched. */
export function tellLost(): void {
  toast({
    name: "lost",
    text: `${t("app.broken")}. ${t("app.broken.lead")}`,
    tone: "danger",
    lasts: 20_000,
    act: { label: t("app.reload"), perform: () => window.location.reload() },
  });
}

/** What a key or a button has called for. If it fails or cannot be fetched, that is said, and nothing else goes with it. */
export function Called({ children, instead = null, onLost }: Props) {
  const onFail = () => {
    tellLost();
    onLost();
  };
  return (
    <Guard instead={instead} onFail={onFail}>
      <Suspense fallback={instead}>{children}</Suspense>
    </Guard>
  );
}
