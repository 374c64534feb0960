import { useComputedColorScheme, useMantineColorScheme } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { Icon } from '@/ui/icons';

/** Light or dark; until it is pressed, the system decides. */
export function SchemeSwitch({ className }: { className?: string }) {
  const { t } = useTranslation();
  const { setColorScheme } = useMantineColorScheme();
  const scheme = useComputedColorScheme('light');
  const other = scheme === 'light' ? 'dark' : 'light';
  return (
    <button type="button" className={className} aria-label={t(`nav.scheme.${other}`)} title={t(`nav.scheme.${other}`)} onClick={() => setColorScheme(other)}>
      <Icon name={other === 'dark' ? 'moon' : 'sun'} size={18} />
    </button>
  );
}
