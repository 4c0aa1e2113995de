import { QueryClient } from "@tanstack/react-query";
import { ApiError } from "./http";

/** Requests and their states. What they bring goes into the live store, which keeps it new. */
export const queryClient = new QueryClient({
  defaultOptions: {
    queries: {
      staleTime: Number.POSITIVE_INFINITY,
      gcTime: 10 * 60_000,
      refetchOnWindowFocus: false,
      refetchOnReconnect: false,
      retry: (count, error) =>
        count < 2 && !(error instanceof ApiError && error.status < 500 && error.status !== 429),
      retryDelay: (count) => 600 * 2 ** count,
    },
  },
});
