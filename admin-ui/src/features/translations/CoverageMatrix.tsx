import { Text } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { CoverageCell } from '@/api/translation-requests';
import { Bar, Swatch } from './Bar';
import { coverageParts, currentOf, matrixOf, wordsOf } from './coverage';
import { CoverageNumbers } from './CoverageNumbers';
import classes from './CoverageMatrix.module.css';
import shared from './Translations.module.css';
import { useNames } from './useNames';

/** Types down, languages across, in each cell how much is translated; pressed, it shows its numbers. */
export function CoverageMatrix({ cells }: { cells: CoverageCell[] }) {
  const { t } = useTranslation();
  const names = useNames();
  const { locales, rows } = matrixOf(cells);
  const [shown, setShown] = useState<CoverageCell>();
  if (rows.length === 0) return <Text>{t('translations.report.nothing')}</Text>;
  return (
    <div>
      <ul className={shared.states} aria-label={t('translations.report.legend')}>
        {coverageParts.map((part) => <li key={part}><Swatch look={part} />{t(`translations.coverage.${part}`)}</li>)}
      </ul>
      <div className={`card ${classes.frame}`}>
        <table className={classes.table}>
          <caption className="visually-hidden">{t('translations.report.coverage')}</caption>
          <thead>
            <tr>
              <th scope="col">{t('translations.type')}</th>
              {locales.map((locale) => <th key={locale} scope="col">{names.locale(locale)}</th>)}
            </tr>
          </thead>
          <tbody>
            {rows.map(({ type, cells: row }) => (
              <Row key={type} type={type} row={row} shown={shown?.type === type ? shown : undefined} onShow={setShown} columns={locales.length + 1} />
            ))}
          </tbody>
        </table>
      </div>
    </div>
  );
}

interface RowProps {
  type: string;
  row: (CoverageCell | undefined)[];
  shown?: CoverageCell;
  columns: number;
  onShow: (cell: CoverageCell | undefined) => void;
}

function Row({ type, row, shown, columns, onShow }: RowProps) {
  const names = useNames();
  const id = `coverage-${type}`;
  return (
    <>
      <tr>
        <th scope="row">{names.types(type)}</th>
        {row.map((cell, index) => (
          <td key={cell?.locale ?? index}>{cell && <Cell cell={cell} numbers={id} opened={shown?.locale === cell.locale} onShow={onShow} />}</td>
        ))}
      </tr>
      {shown && <tr><td colSpan={columns} id={id}><CoverageNumbers cell={shown} /></td></tr>}
    </>
  );
}

function Cell({ cell, numbers, opened, onShow }: { cell: CoverageCell; numbers: string; opened: boolean; onShow: RowProps['onShow'] }) {
  const { t } = useTranslation();
  const names = useNames();
  const summary = coverageParts.filter((part) => cell[part] > 0).map((part) => `${t(`translations.coverage.${part}`)}: ${cell[part]}`).join(', ');
  return (
    <button type="button" className={classes.cell} title={summary} aria-expanded={opened} aria-controls={opened ? numbers : undefined} onClick={() => onShow(opened ? undefined : cell)}>
      <span className={classes.name}>{names.locale(cell.locale)}</span>
      <Bar parts={coverageParts.map((look) => ({ look, value: cell[look] }))} total={wordsOf(cell)} />
      <span className={classes.percent}>{t('translations.percent', { percent: currentOf(cell) })}</span>
      <span className="visually-hidden">{t('translations.report.numbersOf', { type: names.types(cell.type), language: names.locale(cell.locale) })}</span>
    </button>
  );
}
