import { QueryClientProvider } from "@tanstack/react-query";
import { StrictMode } from "react";
import { createRoot } from "react-dom/client";
import { queryClient } from "./api/queryClient";
import { App } from "./app/App";
import { keepInstallOffer } from "./app/install";
import { applyTheme } from "./app/theme";
import { startTexts } from "./texts/i18n";

startTexts();
applyTheme();
keepInstallOffer();

const root = document.getElementById("root");
if (!root) throw new Error("index.html has no #root");
createRoot(root).render(
  <StrictMode>
    <QueryClientProvider client={queryClient}>
      <App />
    </QueryClientProvider>
  </StrictMode>,
);
