import { Button, Group, Menu } from '@mantine/core';
import { useMediaQuery } from '@mantine/hooks';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Acted, Action } from '@/api/types';
import { useFormat } from '@/i18n/format';
import { Icon } from '@/ui/icons';
import { ActionDialog } from './ActionDialog';
import { arrange, needsDialog } from './actions';
import { RefusalNotice } from './RefusalNotice';
import { useRunAction } from './useRunAction';

interface ActionBarProps {
  entry: Acted;
  /** Where it is given, the page shows why an action was refused. */
  onRefused?: (error: unknown) => void;
  /** Called before an action: saves what is unsaved. Gives the entry to act on, or nothing to stop. */
  before?: () => Promise<Acted | undefined>;
  onDone?: (action: string) => void;
  /** The page is about a text: what concerns the whole entry is in the menu. */
  textOnly?: boolean;
}

/** The steps that the server offers now: the usual ones as buttons, the rest in a menu. */
export function ActionBar({ entry, before, onDone, onRefused, textOnly }: ActionBarProps) {
  const { t } = useTranslation();
  const { label } = useFormat();
  const narrow = useMediaQuery('(max-width: 560px)') ?? false;
  const size = narrow ? 'sm' : 'md';
  const [asked, setAsked] = useState<Action>();
  const { run, running, refusal, clear } = useRunAction({ entry, before, onDone, onRefused });
  const { buttons, menu } = arrange(entry.actions, { textOnly, narrow });
  const choose = (action: Action) => {
    clear();
    if (needsDialog(action)) setAsked(action);
    else void run(action, {});
  };
  return (
    <>
      {refusal !== undefined && !asked && !onRefused && <RefusalNotice error={refusal} entry={entry} onClose={clear} />}
      <Group gap={narrow ? 8 : 'sm'}>
        {buttons.map((action, index) => (
          <Button
            key={action.name}
            size={size}
            variant={index === 0 && action.tone === 'primary' ? 'filled' : 'default'}
            loading={running === action.name}
            onClick={() => choose(action)}
          >
            {label(action.label, action.name)}
          </Button>
        ))}
        {menu.length > 0 && (
          <Menu position="top-end" shadow="md" width={280}>
            <Menu.Target>
              <Button size={size} variant="default" rightSection={<Icon name="dots" size={18} />}>{t('action.more')}</Button>
            </Menu.Target>
            <Menu.Dropdown>
              {menu.map((action) => (
                <Menu.Item key={action.name} c={action.tone === 'danger' ? 'var(--mantine-color-error)' : undefined} onClick={() => choose(action)}>
                  {label(action.label, action.name)}
                </Menu.Item>
              ))}
            </Menu.Dropdown>
          </Menu>
        )}
      </Group>
      {asked && (
        <ActionDialog
          key={asked.name}
          action={asked}
          entry={entry}
          refusal={refusal}
          running={running === asked.name}
          onClose={() => {
            setAsked(undefined);
            clear();
          }}
          onRun={async (parameters) => {
            if (await run(asked, parameters)) setAsked(undefined);
          }}
        />
      )}
    </>
  );
}
