import type { ViewProps } from '../kind';
import { addressLines, type Address } from './address';

export function AddressView({ value }: ViewProps<Address>) {
  return (
    <address style={{ fontStyle: 'normal' }} dir="auto">
      {addressLines(value).map((line) => <div key={line}>{line}</div>)}
    </address>
  );
}
