import { useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { codeOf } from '@/api/errors';
import { flash } from '@/ui/flash';

/** Does something, says what came of it, and has the lists asked anew; true where it was done. */
export function useDo(queryKey: string) {
  const { t } = useTranslation();
  const queries = useQueryClient();
  return async (act: () => Promise<unknown>, done: string): Promise<boolean> => {
    try {
      await act();
      await queries.invalidateQueries({ queryKey: [queryKey] });
      flash(done);
      return true;
    } catch (error) {
      flash(t(`problem.${codeOf(error)}`, { defaultValue: t('problem.internal') }));
      void queries.invalidateQueries({ queryKey: [queryKey] }); // it may stand otherwise than shown
      return false;
    }
  };
}
