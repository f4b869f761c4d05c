import type { SourceTree } from '../local-org/metadata/index.ts';
import { childNodes, text } from '../local-org/metadata/index.ts';
import type { Finding, Rule } from './finding.ts';

const language = 'ru';
const cyrillic = /\p{Script=Cyrillic}/u;
/** Names that are the same in Russian speech. */
const sameInRussian = /^[A-Z0-9\s.:+–—{}₽%/-]*$|^(Call List|Call Guide|E-mail|Email|SMS|Wallet|QURE|Live Chat|ID)$/i;

/** Russian is complete: what English shows, Russian shows in Russian. */
export function translations(source: SourceTree): Rule {
  return {
    name: 'everything visible is translated into Russian',
    find: () => [...labels(source), ...fields(source), ...rules(source)],
  };
}

function labels(source: SourceTree): Finding[] {
  return (source.components.get('CustomLabels') ?? []).flatMap((file) =>
    childNodes(file.xml, 'labels').flatMap((label): Finding[] => {
      const name = text(label, 'fullName') ?? '';
      const english = text(label, 'value') ?? '';
      return untranslated(english, source.translations.label(name, language))
        ? [{ file: file.file, message: `label ${name} has no Russian text` }]
        : [];
    }),
  );
}

function fields(source: SourceTree): Finding[] {
  return [...source.schema.objects.values()].flatMap((object) =>
    [...object.fields.values()].flatMap((field): Finding[] => {
      // the parts of a geolocation are labelled by the platform after their field
      if (!field.file || /__(Latitude|Longitude)__s$/.test(field.apiName)) return [];
      const found: Finding[] = [];
      if (untranslated(field.label, source.translations.fieldLabel(object.apiName, field.apiName, language)))
        found.push({ file: field.file, message: `field ${object.apiName}.${field.apiName} has no Russian label` });
      for (const value of field.picklist?.values ?? []) {
        if (untranslated(value.label, source.translations.picklistLabel(object.apiName, field.apiName, value.apiName, language)))
          found.push({ file: field.file, message: `value "${value.apiName}" of ${object.apiName}.${field.apiName} has no Russian label` });
      }
      if (
        field.inlineHelpText &&
        untranslated(field.inlineHelpText, source.translations.fieldHelp(object.apiName, field.apiName, language))
      )
        found.push({ file: field.file, message: `help text of ${object.apiName}.${field.apiName} is not in Russian` });
      return found;
    }),
  );
}

function rules(source: SourceTree): Finding[] {
  return [...source.schema.objects.values()].flatMap((object) =>
    object.validationRules
      .filter((rule) => untranslated(rule.message, source.translations.validationMessage(object.apiName, rule.name, language)))
      .map((rule) => ({ file: rule.file ?? object.apiName, message: `message of ${object.apiName}.${rule.name} is not in Russian` })),
  );
}

function untranslated(english: string, russian: string | undefined): boolean {
  return !sameInRussian.test(english) && !(russian !== undefined && cyrillic.test(russian));
}
