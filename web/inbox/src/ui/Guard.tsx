import { Component, type ReactNode } from "react";
import { t } from "../texts/i18n";
import { Broken } from "./Broken";

interface Props {
  children: ReactNode;
  /** Shows nothing in place of what failed, where the screen can do without it. */
  quiet?: boolean;
}

/** One part that fails, or whose code cannot be fetched, does not take the screen with it. */
export class Guard extends Component<Props, { failed: boolean }> {
  override state = { failed: false };

  static getDerivedStateFromError() {
    return { failed: true };
  }

  override render() {
    if (!this.state.failed) return this.props.children;
    if (this.props.quiet) return null;
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
