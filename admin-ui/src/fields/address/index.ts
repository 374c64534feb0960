import { defineKind } from '../kind';
import type { Address } from './address';
import { AddressEditor } from './AddressEditor';
import { AddressView } from './AddressView';

export const address = defineKind<Address>({ Editor: AddressEditor, View: AddressView });
