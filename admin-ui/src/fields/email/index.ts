import { defineKind } from '../kind';
import { LatinView } from '../LatinView';
import { EmailEditor } from './EmailEditor';

export const email = defineKind<string>({ Editor: EmailEditor, View: LatinView });
