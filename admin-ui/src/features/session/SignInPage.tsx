import { useTranslation } from 'react-i18next';
import { Navigate, useSearchParams } from 'react-router';
import { useSession } from '@/api/queries';
import { Page } from '@/ui/Page';
import { SignInForm } from './SignInForm';

/** Where one may go after signing in: pages of the desk, never another site. */
export const safeTarget = (target: string | null) => (target && /^\/(?![/\\])/.test(target) ? target : '/');

export default function SignInPage() {
  const { t } = useTranslation();
  const [search] = useSearchParams();
  const session = useSession();
  if (session.data) return <Navigate to={safeTarget(search.get('to'))} replace />;
  return (
    <Page title={t('session.signIn')} lead={t('session.lead')} width="reading">
      <SignInForm />
    </Page>
  );
}
