import { ApexParserFactory, ApexErrorListener } from '@apexdevtools/apex-parser';
import type { ApexTokenStream, ClassBodyDeclarationContext, ClassDeclarationContext, ModifierContext } from '@apexdevtools/apex-parser';
import { TypegenError } from './errors.ts';
import { typeText } from './apex-types.ts';
import type { ApexAction, ApexDto, ApexProperty, ApexSide } from './model.ts';
import type { SourceFile } from './sources.ts';

class FirstError extends ApexErrorListener {
  first: string | undefined;

  override apexSyntaxError(line: number, column: number, message: string): void {
    this.first ??= `${line}:${column}: ${message}`;
  }
}

/**
 * Reads the `@AuraEnabled` surface of the Apex classes: the static methods components call, and the classes they take and give.
 * Only what such a method reaches becomes part of the contract.
 * @throws TypegenError APEX_SYNTAX, BAD_TAG with file, line and column
 */
export function readApex(files: readonly SourceFile[]): ApexSide {
  const actions: ApexAction[] = [];
  const dtos = new Map<string, ApexDto>();
  for (const file of files) {
    // Most classes have nothing for components: skip the parser, which is the slow part.
    if (!/@AuraEnabled/i.test(file.text)) continue;
    const tokens = ApexParserFactory.createTokenStream(file.text);
    const parser = ApexParserFactory.createParser(tokens);
    const errors = new FirstError();
    parser.removeErrorListeners();
    parser.addErrorListener(errors);
    const unit = parser.compilationUnit();
    if (errors.first !== undefined) throw new TypegenError('APEX_SYNTAX', `${file.path}:${errors.first}`);
    const declaration = unit.typeDeclaration().classDeclaration() as ClassDeclarationContext | null;
    if (declaration) readClass(declaration, '', docBefore(tokens, unit.start.tokenIndex), { tokens, file, actions, dtos });
  }
  return { actions, dtos };
}

interface Reading {
  readonly tokens: ApexTokenStream;
  readonly file: SourceFile;
  readonly actions: ApexAction[];
  readonly dtos: Map<string, ApexDto>;
}

function readClass(node: ClassDeclarationContext, outer: string, doc: string | undefined, reading: Reading): void {
  const name = outer + node.id().getText();
  const properties: ApexProperty[] = [];
  for (const member of node.classBody().classBodyDeclaration_list()) {
    const declaration = member.memberDeclaration() as ReturnType<ClassBodyDeclarationContext['memberDeclaration']> | null;
    if (!declaration) continue;
    const inner = declaration.classDeclaration() as ClassDeclarationContext | null;
    const memberDoc = docBefore(reading.tokens, member.start.tokenIndex);
    // Inner classes keep their own short name: it is how components speak of them.
    if (inner) readClass(inner, '', memberDoc, reading);
    else if (annotation(member.modifier_list(), 'auraenabled') !== undefined) readMember(name, member, memberDoc, properties, reading);
  }
  if (properties.length > 0) reading.dtos.set(name, { name, properties, doc });
}

function readMember(
  className: string,
  member: ClassBodyDeclarationContext,
  doc: string | undefined,
  into: ApexProperty[],
  reading: Reading,
): void {
  const declaration = member.memberDeclaration();
  const where = `${reading.file.path}:${member.start.line}`;
  const method = declaration.methodDeclaration() as ReturnType<typeof declaration.methodDeclaration> | null;
  if (method) {
    const parameters = (method.formalParameters().formalParameterList() as { formalParameter_list(): unknown[] } | null)
      ? method.formalParameters().formalParameterList().formalParameter_list()
      : [];
    reading.actions.push({
      className,
      name: method.id().getText(),
      cacheable: /cacheable=true/i.test(annotation(member.modifier_list(), 'auraenabled') ?? ''),
      parameters: parameters.map((parameter) => ({
        name: parameter.id().getText(),
        type: typeText(parameter.typeRef().getText(), undefined, where),
      })),
      result: method.VOID() ? { text: 'void', classes: [] } : typeText(method.typeRef().getText(), doc, where),
      doc,
    });
    return;
  }
  const property = declaration.propertyDeclaration() as ReturnType<typeof declaration.propertyDeclaration> | null;
  if (property)
    into.push({ name: property.id().getText(), type: typeText(property.typeRef().getText(), doc, where), initialised: false, doc });
  const field = declaration.fieldDeclaration() as ReturnType<typeof declaration.fieldDeclaration> | null;
  for (const variable of field?.variableDeclarators().variableDeclarator_list() ?? []) {
    const initialised = Boolean(variable.ASSIGN());
    into.push({ name: variable.id().getText(), type: typeText(field!.typeRef().getText(), doc, where), initialised, doc });
  }
}

/** The text of an annotation, or undefined when the member does not carry it. */
function annotation(modifiers: readonly ModifierContext[], name: string): string | undefined {
  for (const modifier of modifiers) {
    const node = modifier.annotation() as ReturnType<ModifierContext['annotation']> | null;
    if (node && node.id().getText().toLowerCase() === name) return node.getText();
  }
  return undefined;
}

/** The documentation comment right before a token; the grammar keeps comments on a hidden channel. */
function docBefore(tokens: ApexTokenStream, index: number): string | undefined {
  for (let at = index - 1; at >= 0; at--) {
    const text = tokens.tokens[at]?.text ?? '';
    if (text.trim() === '') continue;
    return text.startsWith('/**') ? text : undefined;
  }
  return undefined;
}
