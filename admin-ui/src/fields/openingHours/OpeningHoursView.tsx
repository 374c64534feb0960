import { useTranslation } from 'react-i18next';
import { useFormat } from '@/i18n/format';
import type { ViewProps } from '../kind';
import { groupedDays, type OpeningHours } from './hours';
import classes from './OpeningHours.module.css';

export function OpeningHoursView({ value }: ViewProps<OpeningHours>) {
  const { t } = useTranslation();
  const { localDate } = useFormat();
  const times = (slots: { from: string; to: string }[]) => slots.map(({ from, to }) => `${from}–${to}`).join(', ');
  return (
    <div>
      <table className={classes.table}>
        <tbody>
          {groupedDays(value).map(({ first, last, times: slots }) => (
            <tr key={first}>
              <th scope="row">
                {first === last ? t(`field.day.${first}`) : `${t(`field.day.${first}`)} – ${t(`field.day.${last}`)}`}
              </th>
              <td>{times(slots)}</td>
            </tr>
          ))}
        </tbody>
      </table>
      {value.byAppointment && <div>{t('field.openingHours.byAppointment')}</div>}
      {value.holidays && <div>{t('field.openingHours.holidays')}: {t(`field.openingHours.holiday.${value.holidays}`)}</div>}
      {(value.exceptions ?? []).map((exception, index) => (
        <div key={index}>
          {exception.from === exception.to ? localDate(exception.from) : `${localDate(exception.from)} – ${localDate(exception.to)}`}
          {': '}
          {exception.closed ? t('field.openingHours.closed') : times(exception.hours ?? [])}
          {exception.note && ` (${exception.note})`}
        </div>
      ))}
    </div>
  );
}
