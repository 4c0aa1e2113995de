import { Component, type ReactNode } from "react";
import { t } from "../texts/i18n";
import { Broken } from "./Broken";

interface Props {
  children: ReactNode;
  /** Stands in the place of what failed, where the screen can do without it; null for nothing. */
  instead?: ReactNode;
  onFail?: () => void;
}

/** One part that fails, or whose code cannot be fetched, does not take the screen with it. */
export class Guard extends Component<Props, { failed: boolean }> {
  override state = { failed: false };

  static getDerivedStateFromError() {
    return { failed: true };
  }

  override componentDidCatch() {
    this.props.onFail?.();
  }

  override render() {
    if (!this.state.failed) return this.props.children;
    if (this.props.instead !== undefined) return this.props.instead;
    return (
      <main className="thread">
        <Broken
          title={t("app.broken")}
          lead={t("app.broken.lead")}
          onRetry={() => window.location.reload()}
        />
      </main>
    );
  }
}
