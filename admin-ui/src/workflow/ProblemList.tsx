import { Anchor } from '@mantine/core';
import { Link } from 'react-router';
import { useType } from '@/api/queries';
import type { Entry, Problem } from '@/api/types';
import { fieldOf, focusPointer, idOf } from '@/fields/pointer';
import { useProblemText } from '@/fields/problem-text';
import { useFormat } from '@/i18n/format';
import { localeName } from '@/i18n/locales';
import classes from './ProblemList.module.css';

/** Problems as links to the fields that they are about. */
export function ProblemList({ problems, entry }: { problems: Problem[]; entry: Pick<Entry, 'id' | 'type' | 'locale'> }) {
  const words = useProblemText();
  const { label, language } = useFormat();
  const type = useType(entry.type);
  return (
    <ul className={classes.list}>
      {problems.map((problem, index) => {
        const name = fieldOf(problem.pointer);
        const field = type.data?.fields.find((candidate) => candidate.name === name);
        const locale = problem.locale && problem.locale !== entry.locale ? ` (${localeName(problem.locale, language)})` : '';
        const target = `/entries/${entry.id}?locale=${problem.locale || entry.locale}#${idOf(problem.pointer)}`;
        return (
          <li key={`${problem.pointer}-${problem.code}-${index}`}>
            {name === '' ? words(problem) : (
              <Anchor
                component={Link}
                to={target}
                underline="always"
                onClick={(event) => {
                  if (locale || !document.getElementById(idOf(`/${name}`))) return;
                  event.preventDefault();
                  focusPointer(problem.pointer);
                }}
              >
                {label(field?.label, name)}{locale}: {words(problem)}
              </Anchor>
            )}
            {name === '' && locale}
          </li>
        );
      })}
    </ul>
  );
}
