import { QueryClientProvider } from "@tanstack/react-query";
import { StrictMode } from "react";
import { createRoot } from "react-dom/client";
import { queryClient } from "./api/queryClient";
import { App } from "./app/App";
import { keepComposing } from "./app/composing";
import { keepInstallOffer } from "./app/install";
import { applyTheme } from "./app/theme";
import { watchTyping } from "./app/typing";
import { startTexts } from "./texts/i18n";
import { Guard } from "./ui/Guard";

startTexts();
applyTheme();
keepInstallOffer();
keepComposing();
watchTyping();

const root = document.getElementById("root");
if (!root) throw new Error("index.html has no #root");
createRoot(root).render(
  <StrictMode>
    <QueryClientProvider client={queryClient}>
      <Guard>
        <App />
      </Guard>
    </QueryClientProvider>
  </StrictMode>,
);
