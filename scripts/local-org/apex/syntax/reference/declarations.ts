import type * as P from '@apexdevtools/apex-parser';
import type { Accessor, AnonymousDecl, Block, MemberDecl, MethodDecl, Modifiers, Param, Pos, Stmt, TriggerDecl, TypeDecl } from '../ast.ts';
import { pos, readModifiers, readTypeList, readTypeRef } from './common.ts';
import { readBlock, readDeclarators, readStmt } from './statements.ts';

/** A rule that wraps one of several declarations. */
interface Wrapper {
  methodDeclaration?(): P.MethodDeclarationContext | null;
  constructorDeclaration?(): P.ConstructorDeclarationContext | null;
  interfaceDeclaration?(): P.InterfaceDeclarationContext | null;
  classDeclaration?(): P.ClassDeclarationContext | null;
  enumDeclaration?(): P.EnumDeclarationContext | null;
  propertyDeclaration?(): P.PropertyDeclarationContext | null;
  fieldDeclaration?(): P.FieldDeclarationContext | null;
}

/** Reads the single type of a class file. */
export function readTypeDeclaration(node: P.TypeDeclarationContext): TypeDecl | null {
  return readMember(node, readModifiers(node.modifier_list()), pos(node)) as TypeDecl | null;
}

function readMember(node: Wrapper, modifiers: Modifiers, at: Pos): MemberDecl | null {
  const method = node.methodDeclaration?.();
  if (method) return readMethod(method, modifiers);
  const constructor = node.constructorDeclaration?.();
  if (constructor) {
    const name = constructor.qualifiedName();
    const params = readParams(constructor.formalParameters());
    return { ...pos(name), kind: 'constructor', modifiers, name: name.getText(), params, body: readBlock(constructor.block()) };
  }
  const property = node.propertyDeclaration?.();
  if (property) return readProperty(property, modifiers);
  const field = node.fieldDeclaration?.();
  if (field) {
    return { ...at, kind: 'field', modifiers, type: readTypeRef(field.typeRef()), names: readDeclarators(field.variableDeclarators()) };
  }
  return readType(node, modifiers);
}

function readType(node: Wrapper, modifiers: Modifiers): TypeDecl | null {
  const class_ = node.classDeclaration?.();
  if (class_) {
    const superType = class_.typeRef();
    const interfaces = class_.typeList();
    return {
      ...pos(class_.id()),
      kind: 'class',
      modifiers,
      name: class_.id().getText(),
      superType: superType ? readTypeRef(superType) : null,
      interfaces: interfaces ? readTypeList(interfaces) : [],
      members: readBody(class_.classBody()),
      enumValues: [],
    };
  }
  const interface_ = node.interfaceDeclaration?.();
  if (interface_) {
    const parents = interface_.typeList();
    const members = interface_.interfaceBody().interfaceMethodDeclaration_list();
    return {
      ...pos(interface_.id()),
      kind: 'interface',
      modifiers,
      name: interface_.id().getText(),
      superType: null,
      interfaces: parents ? readTypeList(parents) : [],
      members: members.map((member) => readMethod(member, readModifiers(member.modifier_list()))),
      enumValues: [],
    };
  }
  const enum_ = node.enumDeclaration?.();
  if (!enum_) return null;
  const values = enum_.enumConstants()?.id_list() ?? [];
  return {
    ...pos(enum_.id()),
    kind: 'enum',
    modifiers,
    name: enum_.id().getText(),
    superType: null,
    interfaces: [],
    members: [],
    enumValues: values.map((value) => ({ ...pos(value), name: value.getText(), init: null })),
  };
}

function readBody(body: P.ClassBodyContext): MemberDecl[] {
  const members: MemberDecl[] = [];
  for (const node of body.classBodyDeclaration_list()) {
    const block = node.block();
    if (block) {
      members.push({ ...pos(node), kind: 'initializer', isStatic: node.STATIC() != null, body: readBlock(block) });
      continue;
    }
    const declaration = node.memberDeclaration();
    const member = declaration && readMember(declaration, readModifiers(node.modifier_list()), pos(declaration));
    if (member) members.push(member);
  }
  return members;
}

function readMethod(node: P.MethodDeclarationContext | P.InterfaceMethodDeclarationContext, modifiers: Modifiers): MethodDecl {
  const returns = node.typeRef();
  const body = 'block' in node ? node.block() : null;
  return {
    ...pos(node.id()),
    kind: 'method',
    modifiers,
    name: node.id().getText(),
    returns: returns ? readTypeRef(returns) : null,
    params: readParams(node.formalParameters()),
    body: body ? readBlock(body) : null,
  };
}

function readParams(node: P.FormalParametersContext): Param[] {
  return (node.formalParameterList()?.formalParameter_list() ?? []).map((param) => ({
    ...pos(param),
    type: readTypeRef(param.typeRef()),
    name: param.id().getText(),
    final: readModifiers(param.modifier_list()).words.has('final'),
  }));
}

function readProperty(node: P.PropertyDeclarationContext, modifiers: Modifiers): MemberDecl {
  let getter: Accessor | null = null;
  let setter: Accessor | null = null;
  for (const block of node.propertyBlock_list()) {
    const part = block.getter() ?? block.setter();
    if (!part) continue;
    const body = part.block();
    const accessor = { ...pos(part), modifiers: readModifiers(block.modifier_list()), body: body ? readBlock(body) : null };
    if (block.getter()) getter = accessor;
    else setter = accessor;
  }
  return { ...pos(node.id()), kind: 'property', modifiers, type: readTypeRef(node.typeRef()), name: node.id().getText(), getter, setter };
}

/** Statements and declarations mixed, as in triggers and anonymous Apex. Fields there are local variables. */
function readScript(
  nodes: readonly (P.TriggerBlockMemberContext | P.AnonymousBlockMemberContext)[],
  at: Pos,
  endLine: number,
): { members: MemberDecl[]; body: Block } {
  const members: MemberDecl[] = [];
  const body: Stmt[] = [];
  for (const node of nodes) {
    const statement = node.statement();
    if (statement) {
      body.push(readStmt(statement));
      continue;
    }
    const declaration = 'triggerMemberDeclaration' in node ? node.triggerMemberDeclaration() : node.anonymousMemberDeclaration();
    const member = declaration && readMember(declaration, readModifiers(node.modifier_list()), pos(declaration));
    if (member?.kind === 'field') {
      const { line, column, type, names, modifiers } = member;
      body.push({ line, column, kind: 'local', type, final: modifiers.words.has('final'), names });
    } else if (member) members.push(member);
  }
  return { members, body: { line: at.line, column: at.column, kind: 'block', body, endLine } };
}

export function readTrigger(node: P.TriggerUnitContext): TriggerDecl {
  const block = node.triggerBlock();
  return {
    ...pos(node),
    kind: 'trigger',
    name: node.id(0).getText(),
    object: node.id(1).getText(),
    events: node.triggerCase_list().map((item) => ({
      timing: item.BEFORE() ? 'before' : 'after',
      event: item.INSERT() ? 'insert' : item.UPDATE() ? 'update' : item.DELETE() ? 'delete' : 'undelete',
    })),
    ...readScript(block.triggerBlockMember_list(), pos(block), (block.stop ?? block.start).line),
  };
}

export function readAnonymous(node: P.AnonymousUnitContext): AnonymousDecl {
  const block = node.anonymousBlock();
  return {
    line: 1,
    column: 1,
    kind: 'anonymous',
    ...readScript(block.anonymousBlockMember_list(), { line: 1, column: 1 }, (node.stop ?? node.start).line),
  };
}
