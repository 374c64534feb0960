import type { ViewProps } from '../kind';
import { ReferenceTitle } from './ReferenceTitle';

export function ReferenceView({ value, field }: ViewProps<string>) {
  return <ReferenceTitle id={value} types={field.to} />;
}
