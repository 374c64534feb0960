import HomePage from '@/features/entries/list/HomePage';
import { TranslateSelection } from '@/features/translations/TranslateSelection';
import { useSession } from '@/api/queries';

/** The list of entries, with what can be done with several of them: features do not know each other. */
export default function HomeWithRequests() {
  const session = useSession();
  const may = session.data?.actions.any.includes('translation.request') ?? false;
  return <HomePage bulk={may ? (chosen) => <TranslateSelection chosen={chosen} /> : undefined} />;
}
