import { createBrowserRouter } from 'react-router';
import { ErrorPage } from './ErrorPage';
import { NotFoundPage } from './NotFoundPage';
import { Public } from './Public';
import { SignedIn } from './SignedIn';

type PageModule = { default: React.ComponentType };

// Every page is fetched when it is first opened.
const page = (load: () => Promise<PageModule>) => () => load().then(({ default: Component }) => ({ Component }));

const linkPage = (resets: boolean) => () =>
  import('@/features/session/UseLinkPage').then(({ default: UseLink }) => ({ Component: () => <UseLink resets={resets} /> }));

const requestLink = (purpose: 'sign_in' | 'reset_password') => () =>
  import('@/features/session/RequestLinkPage').then(({ default: RequestLink }) => ({
    Component: () => <RequestLink key={purpose} purpose={purpose} />,
  }));

export const router = createBrowserRouter(
  [
    {
      errorElement: <ErrorPage />,
      hydrateFallbackElement: <div />,
      children: [
        {
          element: <Public />,
          children: [
            { path: '/sign-in', lazy: page(() => import('@/features/session/SignInPage')) },
            { path: '/link', lazy: linkPage(false) },
            { path: '/reset-password', lazy: linkPage(true) },
            { path: '/link/request', lazy: requestLink('sign_in') },
            { path: '/password/forgotten', lazy: requestLink('reset_password') },
          ],
        },
        {
          element: <SignedIn />,
          children: [
            { path: '/', lazy: page(() => import('./HomeWithRequests')) },
            { path: '/entries/new', lazy: page(() => import('@/features/entries/create/NewEntryPage')) },
            { path: '/entries/:id', lazy: page(() => import('@/features/entries/editor/EntryPage')) },
            { path: '/entries/:id/history', lazy: page(() => import('@/features/history/HistoryPage')) },
            { path: '/entries/:id/compare', lazy: page(() => import('@/features/history/ComparePage')) },
            { path: '/entries/:id/translate/:locale', lazy: page(() => import('@/features/entries/translate/TranslatePage')) },
            { path: '/review', lazy: page(() => import('@/features/review/ReviewQueuePage')) },
            { path: '/review/:id', lazy: page(() => import('@/features/review/ReviewPage')) },
            { path: '/translations', lazy: page(() => import('@/features/translations/MyTranslationsPage')) },
            { path: '/translations/new', lazy: page(() => import('@/features/translations/NewRequestPage')) },
            { path: '/translations/requests', lazy: page(() => import('@/features/translations/RequestsPage')) },
            { path: '/translations/requests/:id', lazy: page(() => import('@/features/translations/RequestPage')) },
            { path: '/translations/report', lazy: page(() => import('@/features/translations/ReportPage')) },
            { path: '/translations/rules', lazy: page(() => import('@/features/translations/RulesPage')) },
            { path: '/translations/glossary', lazy: page(() => import('@/features/translations/GlossaryPage')) },
            { path: '/translations/files', lazy: page(() => import('@/features/translations/FilesPage')) },
            { path: '/sites', lazy: page(() => import('@/features/sites/SitesPage')) },
            { path: '/sites/new', lazy: page(() => import('@/features/sites/NewSitePage')) },
            { path: '/sites/:id', lazy: page(() => import('@/features/sites/SitePage')) },
            { path: '/webhooks', lazy: page(() => import('@/features/webhooks/WebhooksPage')) },
            { path: '/webhooks/new', lazy: page(() => import('@/features/webhooks/NewWebhookPage')) },
            { path: '/webhooks/:id', lazy: page(() => import('@/features/webhooks/WebhookPage')) },
            { path: '/account', lazy: page(() => import('@/features/account/AccountPage')) },
            { path: '/account/password', lazy: page(() => import('@/features/account/PasswordPage')) },
            { path: '*', element: <NotFoundPage /> },
          ],
        },
      ],
    },
  ],
  { basename: '/admin' },
);
