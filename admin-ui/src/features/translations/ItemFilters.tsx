import { NativeSelect, SegmentedControl } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { contentLocales } from '@/i18n/locales';
import { itemStates } from './states';
import classes from './Translations.module.css';
import type { MyFilter } from './useItemFilter';
import { useMay } from './useMay';
import { useNames } from './useNames';

interface ItemFiltersProps {
  filter: MyFilter;
  onChange: (part: Partial<MyFilter>) => void;
}

export function ItemFilters({ filter, onChange }: ItemFiltersProps) {
  const { t } = useTranslation();
  const names = useNames();
  const may = useMay();
  const locales = may.locales ?? contentLocales;
  return (
    <search className={classes.filters}>
      <div>
        <SegmentedControl
          aria-label={t('translations.mine.whose')} value={filter.mine ? 'mine' : 'all'} onChange={(who) => onChange({ mine: who === 'mine' })}
          data={['mine', 'all'].map((value) => ({ value, label: t(`translations.mine.who.${value}`) }))}
        />
      </div>
      <NativeSelect
        size="sm" label={t('translations.language')} value={filter.locale} onChange={(event) => onChange({ locale: event.currentTarget.value })}
        data={[{ value: '', label: t('translations.anyLanguage') }, ...locales.map((value) => ({ value, label: names.locale(value) }))]}
      />
      <NativeSelect
        size="sm" label={t('translations.stateLabel')} value={filter.state} onChange={(event) => onChange({ state: event.currentTarget.value })}
        data={[{ value: '', label: t('translations.mine.open') }, ...itemStates.map((value) => ({ value, label: t(`translations.state.${value}`) }))]}
      />
    </search>
  );
}
