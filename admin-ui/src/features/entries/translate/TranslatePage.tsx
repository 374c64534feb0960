import { Anchor } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { Link, useParams } from 'react-router';
import { codeOf } from '@/api/errors';
import { useSession } from '@/api/queries';
import { useTranslationView } from '@/api/translation-queries';
import { Page } from '@/ui/Page';
import { Failed, Loading } from '@/ui/States';
import { FreeDesk } from './FreeDesk';
import { TranslateDesk } from './TranslateDesk';

/** An entry in one language beside its source. */
export default function TranslatePage() {
  const { t } = useTranslation();
  const { id = '', locale = '' } = useParams();
  const view = useTranslationView(id, locale);
  const session = useSession();
  if (view.data && session.data) {
    const key = `${id}:${locale}`;
    return view.data.free ? <FreeDesk key={key} view={view.data} /> : <TranslateDesk key={key} view={view.data} account={session.data.account.id} />;
  }
  if (view.error) {
    return (
      <Page title={t('translate.title')} eyebrow={<Anchor component={Link} to={`/entries/${id}`} inherit underline="always">{t('translate.toEntry')}</Anchor>}>
        <Failed code={codeOf(view.error)} onRetry={() => void view.refetch()} />
      </Page>
    );
  }
  return <Loading />;
}
