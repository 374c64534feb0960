import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useAct } from '@/api/queries';
import type { ActParameters } from '@/api/entries';
import type { Acted, Action } from '@/api/types';
import { flash } from '@/ui/flash';

interface RunAction {
  entry: Acted;
  before?: () => Promise<Acted | undefined>;
  onDone?: (action: string) => void;
  onRefused?: (error: unknown) => void;
}

/** Takes an action and keeps the refusal, if there is one. */
export function useRunAction({ entry, before, onDone, onRefused }: RunAction) {
  const { t } = useTranslation();
  const act = useAct();
  const [running, setRunning] = useState<string>();
  const [refusal, setRefusal] = useState<unknown>();

  const run = async (action: Pick<Action, 'name'>, parameters: ActParameters): Promise<boolean> => {
    setRunning(action.name);
    setRefusal(undefined);
    try {
      const current = before ? await before() : entry;
      if (!current) return false;
      await act.mutateAsync({ entry: current, action: action.name, parameters });
      flash(t(`done.${action.name}`, { defaultValue: t('done.other') }));
      onDone?.(action.name);
      return true;
    } catch (error) {
      setRefusal(error);
      onRefused?.(error);
      return false;
    } finally {
      setRunning(undefined);
    }
  };
  return { run, running, refusal, clear: () => setRefusal(undefined) };
}
