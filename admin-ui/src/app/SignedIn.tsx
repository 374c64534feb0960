import { useEffect } from 'react';
import { Navigate, Outlet, useLocation } from 'react-router';
import { codeOf } from '@/api/errors';
import { useSession } from '@/api/queries';
import { SignInAgain } from '@/features/session/SignInAgain';
import { chosenLanguage, setLanguage } from '@/i18n';
import { Failed, Loading } from '@/ui/States';
import { Shell } from './Shell';

/** Pages for people who are signed in. Others are led to the sign-in page, and back here after it. */
export function SignedIn() {
  const session = useSession();
  const { pathname, search } = useLocation();
  const locale = session.data?.account.locale;

  // The account's language holds until another one was chosen in this browser.
  useEffect(() => {
    if (locale && !chosenLanguage()) void setLanguage(locale);
  }, [locale]);

  if (session.isPending) return <main><Loading /></main>;
  if (session.error) return <main style={{ padding: 24 }}><Failed code={codeOf(session.error)} onRetry={() => void session.refetch()} /></main>;
  if (!session.data) {
    const to = pathname === '/' ? '' : `?to=${encodeURIComponent(pathname + search)}`;
    return <Navigate to={`/sign-in${to}`} replace />;
  }
  return (
    <>
      <Shell session={session.data}><Outlet /></Shell>
      <SignInAgain />
    </>
  );
}
