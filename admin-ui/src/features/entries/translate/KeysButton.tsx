import { Button, Kbd, Text } from '@mantine/core';
import { Fragment, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Dialog } from '@/ui/Dialog';
import { Icon } from '@/ui/icons';
import { keyNames } from './keys';
import classes from './KeysButton.module.css';

/** The keys that lead from segment to segment, to look them up. */
export function KeysButton() {
  const { t } = useTranslation();
  const [opened, setOpened] = useState(false);
  return (
    <>
      <Button variant="subtle" leftSection={<Icon name="keyboard" size={18} />} onClick={() => setOpened(true)}>{t('translate.key.title')}</Button>
      {opened && (
        <Dialog title={t('translate.key.title')} onClose={() => setOpened(false)}>
          <dl className={classes.keys}>
            {keyNames.map(([keys, name]) => (
              <div key={name}>
                <dt>{keys.map((key, at) => <Fragment key={key}>{at > 0 && ' + '}<Kbd size="md">{key.replace('Ctrl', t('translate.key.ctrl'))}</Kbd></Fragment>)}</dt>
                <dd>{t(`translate.key.${name}`)}</dd>
              </div>
            ))}
          </dl>
          <Text size="sm" c="dimmed" mt="md">{t('translate.key.codes')}</Text>
        </Dialog>
      )}
    </>
  );
}
