import { after } from 'node:test';
import { sourceFolder, xml } from '../../testing/source-folder.ts';
import { goldens } from './harness.ts';
import { userGoldens } from './users.ts';

goldens('pages_dynamic_vf_components_intro', [
  {
    says: 'a component is made with its attributes, and holds others',
    apex: `Component.Apex.OutputText text = new Component.Apex.OutputText(id = 'inner', value = 'x');
      Component.Apex.PageBlock block = new Component.Apex.PageBlock(); block.childComponents.add(text);
      ApexPages.Component found = block.getComponentById('inner');
      System.debug(found instanceof Component.Apex.OutputText); System.debug(((Component.Apex.OutputText) found).value);`,
    prints: ['true', 'x'],
  },
  {
    says: 'a component is no component of another kind',
    apex: `ApexPages.Component c = new Component.Apex.PageBlock(); Component.Apex.OutputText t = (Component.Apex.OutputText) c;`,
    throws: 'System.TypeException: Invalid conversion from runtime type Component.Apex.PageBlock to Component.Apex.OutputText',
  },
  {
    says: 'an attribute is set to a value of its type',
    apex: `Component.Apex.OutputText t = new Component.Apex.OutputText(escape = 'x');`,
    refuses: 'Illegal assignment from String to Boolean',
  },
  {
    says: 'an attribute that the local org does not know is named',
    apex: `Component.Apex.PageBlock b = new Component.Apex.PageBlock(); b.tabStyle = 'Account';`,
    fails: 'Component.Apex.PageBlock.tabStyle',
  },
  {
    says: 'expressions are for pages that are rendered',
    apex: `Component.Apex.OutputText t = new Component.Apex.OutputText(); t.expressions.value = '{!x}';`,
    fails: 'Component.Apex.OutputText.expressions',
  },
]);

const folder = sourceFolder({
  'components/greeting.component':
    '<apex:component><apex:attribute name="who" type="String" description="whom"/><apex:attribute name="data" type="Map"/></apex:component>',
  'components/greeting.component-meta.xml': xml('ApexComponent', '<apiVersion>65.0</apiVersion><label>greeting</label>'),
});
after(() => folder.remove());

userGoldens(
  'pages_dynamic_vf_components_intro',
  {
    'a component of the source has the attributes of its markup': `
      Component.greeting made = new Component.greeting(who = 'you', data = new List<Integer>{ 1 });
      ApexPages.Component plain = made;
      Assert.areEqual('you', made.who); Assert.isTrue(plain instanceof Component.greeting);`,
  },
  { folders: [folder.dir] },
);
