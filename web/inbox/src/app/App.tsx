import { useQuery } from "@tanstack/react-query";
import { Suspense, useEffect, useState } from "react";
import { getMe } from "../api/calls";
import { ApiError, csrfToken, whenSignedOut } from "../api/http";
import { queryClient } from "../api/queryClient";
import { doorAt } from "../signin/byLink";
import { useTexts } from "../texts/i18n";
import { Broken } from "../ui/Broken";
import { FirstFrame } from "./FirstFrame";
import { lazily } from "./late";
import { knowMe } from "./me";
import { Shell } from "./Shell";

const SignIn = lazily(() => import("../signin/SignIn"));
const Door = lazily(() => import("../signin/Door"));

/** What the links of mails open, or the house for who is signed in. */
export function App() {
  const [door] = useState(() => doorAt(window.location.pathname));
  if (!door) return <House />;
  return (
    <Suspense fallback={null}>
      <Door name={door} />
    </Suspense>
  );
}

/** Signed in or not: the one fork at the top. The address is kept, so a link works after signing in. */
function House() {
  const { t } = useTexts();
  const [ended, setEnded] = useState(false);
  const [signedIn, setSignedIn] = useState(() => csrfToken() !== "");
  const me = useQuery({
    queryKey: ["me"],
    queryFn: async ({ signal }) => {
      const member = await getMe(signal);
      knowMe(member);
      return member;
    },
    enabled: signedIn,
  });

  useEffect(() => {
    whenSignedOut(() => {
      setEnded(true);
      queryClient.setQueryData(["me"], undefined);
    });
  }, []);

  const refused = me.error instanceof ApiError && me.error.status === 401;
  if (!signedIn || ended || refused) {
    return (
      <Suspense fallback={null}>
        <SignIn
          ended={ended}
          onSignedIn={(member) => {
            // What was in memory belonged to whoever was here before.
            if (ended || refused) return window.location.reload();
            knowMe(member);
            queryClient.setQueryData(["me"], member);
            setSignedIn(true);
          }}
        />
      </Suspense>
    );
  }
  if (me.data) return <Shell me={me.data} />;
  if (me.error) {
    return (
      <Broken
        title={t("list.error")}
        lead={t("list.error.lead")}
        onRetry={() => void me.refetch()}
      />
    );
  }
  return <FirstFrame />;
}
