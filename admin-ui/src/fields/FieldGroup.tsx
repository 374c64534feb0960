import { Text } from '@mantine/core';
import type { ReactNode } from 'react';
import classes from './FieldGroup.module.css';

interface FieldGroupProps {
  id: string;
  label: string;
  required?: boolean;
  help?: string;
  error?: string;
  children: ReactNode;
}

/** Several controls that are one field: a fieldset with legend, help and error. */
export function FieldGroup({ id, label, required, help, error, children }: FieldGroupProps) {
  const described = [help && `${id}-help`, error && `${id}-error`].filter(Boolean).join(' ');
  return (
    <fieldset className={classes.group} id={id} tabIndex={-1} aria-describedby={described || undefined}>
      <legend className={classes.legend}>
        {label}
        {required && <span className={classes.required} aria-hidden="true"> *</span>}
      </legend>
      {help && <Text id={`${id}-help`} size="sm" c="dimmed" mb={8}>{help}</Text>}
      {children}
      {error && <Text id={`${id}-error`} size="sm" c="var(--mantine-color-error)" mt={6}>{error}</Text>}
    </fieldset>
  );
}
