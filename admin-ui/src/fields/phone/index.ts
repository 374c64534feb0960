import { defineKind } from '../kind';
import { LatinView } from '../LatinView';
import { PhoneEditor } from './PhoneEditor';

export const phone = defineKind<string>({ Editor: PhoneEditor, View: LatinView });
