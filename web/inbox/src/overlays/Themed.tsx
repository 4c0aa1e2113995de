import { createTheme, type MantineColorSchemeManager, MantineProvider } from "@mantine/core";
import type { ReactNode } from "react";
import { preferences } from "../app/preferences";
import "@mantine/core/styles/default-css-variables.css";
import "./escape";
import "./focusBack";
import "./mantine.css";

const theme = createTheme({
  fontFamily: "var(--font)",
  cursorType: "pointer",
  respectReducedMotion: true,
  autoContrast: false,
  components: {
    // The head of a dialog is no banner of the page.
    Modal: { defaultProps: { attributes: { header: { role: "presentation" } } } },
    Drawer: { defaultProps: { attributes: { header: { role: "presentation" } } } },
  },
});

/** The theme is ours: Mantine reads what app/theme.ts has set and sets nothing by itself. */
const manager: MantineColorSchemeManager = {
  get: () =>
    (preferences().theme === "system" ? "auto" : preferences().theme) as "auto" | "light" | "dark",
  set: () => {},
  subscribe: () => {},
  unsubscribe: () => {},
  clear: () => {},
};

const noRoot = () => undefined;

/** The component library for what stands inside; its colours and sizes are our tokens (mantine.css). */
export function Themed({ children }: { children: ReactNode }) {
  return (
    <MantineProvider
      theme={theme}
      colorSchemeManager={manager}
      getRootElement={noRoot}
      withCssVariables={false}
      withGlobalClasses={false}
    >
      {children}
    </MantineProvider>
  );
}
