import type { ViewProps } from '../kind';
import { ReferenceTitle } from './ReferenceTitle';

export function ReferenceView({ value }: ViewProps<string>) {
  return <ReferenceTitle id={value} />;
}
