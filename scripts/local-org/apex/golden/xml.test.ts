import { goldens, type Golden } from './harness.ts';

const DECLARATION = '<?xml version="1.0" encoding="UTF-8"?>';
const shows = (says: string, apex: string, ...prints: string[]): Golden => ({ says, apex, prints });

/** Loads a document into `doc` with its root in `root`. */
const loaded = (xml: string): string =>
  `Dom.Document doc = new Dom.Document(); doc.load('${xml}'); Dom.XmlNode root = doc.getRootElement();`;

goldens('apex_classes_xml_dom_document', [
  shows(
    'a document is built from its root, namespaces declared where they are first used',
    `Dom.Document doc = new Dom.Document();
     Dom.XmlNode envelope = doc.createRootElement('Envelope', 'http://e', 'soapenv');
     envelope.setNamespace('xsi', 'http://x');
     envelope.setAttributeNs('loc', 'v', 'http://x', null);
     envelope.addChildElement('Body', 'http://e', null).addChildElement('echo', 'http://s', 'req').addTextNode('a < b & c');
     System.debug(doc.toXmlString());`,
    `${DECLARATION}<soapenv:Envelope xmlns:soapenv="http://e" xmlns:xsi="http://x" xsi:loc="v"><soapenv:Body><req:echo xmlns:req="http://s">a &lt; b &amp; c</req:echo></soapenv:Body></soapenv:Envelope>`,
  ),
  shows(
    'what was loaded is written as it was',
    `${loaded('<?xml version="1.0"?><a x="1 &amp; 2"><!--c--><b/> t </a>')} System.debug(doc.toXmlString());`,
    `${DECLARATION}<a x="1 &amp; 2"><!--c--><b /> t </a>`,
  ),
  {
    says: 'text that is no XML is an exception',
    apex: `try { new Dom.Document().load('<a><b></a>'); } catch (XmlException e) { System.debug(e.getMessage().startsWith('Failed to parse XML due to: ')); }`,
    prints: ['true'],
  },
  {
    says: 'a document has one root',
    apex: `try { new Dom.Document().load('<a/><b/>'); } catch (XmlException e) { System.debug(e.getTypeName()); }`,
    prints: ['System.XmlException'],
  },
]);

goldens('apex_classes_xml_dom_xmlnode', [
  shows(
    'children are elements, text and comments; child elements are elements only',
    `${loaded('<a>x<b/><!--c--><b n="2"/></a>')}
     for (Dom.XmlNode child : root.getChildren()) System.debug(child.getNodeType() + ' ' + child.getName() + ' ' + child.getText());
     System.debug(root.getChildElements().size() + root.getText());`,
    'TEXT null x',
    'ELEMENT b ',
    'COMMENT null c',
    'ELEMENT b ',
    '2x',
  ),
  shows(
    'a child is found by name and namespace, null when there is none',
    `${loaded('<a xmlns="u" xmlns:p="v"><p:b>1</p:b><b>2</b></a>')}
     System.debug(root.getChildElement('b', 'v').getText() + root.getChildElement('b', 'u').getText() + root.getChildElement('b', null));
     System.debug(root.getNamespace() + root.getPrefixFor('v') + root.getNamespaceFor('p'));`,
    '12null',
    'upv',
  ),
  shows(
    'attributes by key, by place and with a prefix in their value',
    `${loaded('<a xmlns:b="u" b:c="b:d" e="f:g"/>')}
     System.debug(root.getAttributeCount() + root.getAttributeKeyAt(0) + root.getAttributeKeyNsAt(0));
     System.debug(root.getAttribute('c', 'u') + ' ' + root.getAttributeValue('c', 'u') + ' ' + root.getAttributeValueNs('c', 'u'));
     System.debug(root.getAttributeValue('e', null) + root.getAttributeValue('none', null));`,
    '2cu',
    'b:d d u',
    'f:gnull',
  ),
  shows(
    'nodes are inserted, removed and know their parent',
    `${loaded('<a><b/><c/></a>')}
     Dom.XmlNode c = root.getChildElement('c', null);
     Dom.XmlNode moved = root.insertBefore(c, root.getChildElement('b', null));
     System.debug(moved == c);
     System.debug(c.getParent() == root);
     System.debug(root.removeChild(root.getChildElement('b', null)));
     c.setAttribute('k', 'v'); c.setAttribute('k', 'w'); c.addCommentNode('n');
     System.debug(c.removeAttribute('none', null));
     System.debug(doc.toXmlString());`,
    'true',
    'true',
    'true',
    'false',
    `${DECLARATION}<a><c k="w"><!--n--></c></a>`,
  ),
]);

goldens('apex_xml_streaming_writing', [
  shows(
    'a document is written step by step',
    `XmlStreamWriter w = new XmlStreamWriter();
     w.writeStartDocument(null, '1.0');
     w.writeProcessingInstruction('target', 'data');
     w.writeStartElement('m', 'Library', 'http://m');
     w.writeNamespace('m', 'http://m');
     w.writeComment('c');
     w.writeCData('<x>');
     w.writeStartElement(null, 'book', null);
     w.writeDefaultNamespace('http://d');
     w.writeAttribute(null, null, 'author', 'M "&" N');
     w.writeCharacters('a < b');
     w.writeEndElement();
     w.writeEmptyElement(null, 'ISBN', null);
     w.writeEndElement();
     w.writeEndDocument();
     System.debug(w.getXmlString());
     w.close();`,
    '<?xml version="1.0"?><?target data?><m:Library xmlns:m="http://m"><!--c--><![CDATA[<x>]]><book xmlns="http://d" author="M &quot;&amp;&quot; N">a &lt; b</book><ISBN/></m:Library>',
  ),
]);

goldens('apex_xml_streaming_reading', [
  shows(
    'the reader walks over starts, texts and ends',
    `XmlStreamReader reader = new XmlStreamReader('<books><book author="A">One</book><book>Two</book></books>');
     while (reader.hasNext()) {
       if (reader.getEventType() == XmlTag.START_ELEMENT && reader.getLocalName() == 'book') {
         String author = reader.getAttributeValue(null, 'author');
         reader.next();
         System.debug(author + ' ' + (reader.hasText() ? reader.getText() : ''));
       }
       reader.next();
     }
     System.debug(reader.getEventType());`,
    'A One',
    'null Two',
    'END_DOCUMENT',
  ),
  shows(
    'it begins before the document; next gives the number of the event',
    `XmlStreamReader reader = new XmlStreamReader('<a> <b/></a>');
     System.debug(reader.getEventType());
     System.debug(reader.next() + reader.getLocalName());
     System.debug(reader.nextTag() + reader.getLocalName() + reader.isStartElement());`,
    'START_DOCUMENT',
    '1a',
    '1btrue',
  ),
  shows(
    'texts and CDATA are one when they are coalesced',
    `XmlStreamReader reader = new XmlStreamReader('<a>x<![CDATA[<y>]]>z</a>'); reader.setCoalescing(true); reader.nextTag(); reader.next(); System.debug(reader.getText());`,
    'x<y>z',
  ),
]);

goldens('apex_classes_restful_http_httprequest', [
  shows(
    'documents are bodies of requests and responses',
    `${loaded('<a>1</a>')} HttpRequest req = new HttpRequest(); req.setBodyDocument(doc);
     System.debug(req.getBody());
     System.debug(req.getBodyDocument().getRootElement().getText());
     HttpResponse res = new HttpResponse(); res.setBody('<b>2</b>');
     System.debug(res.getBodyDocument().getRootElement().getText());
     XmlStreamReader reader = res.getXmlStreamReader(); reader.nextTag(); System.debug(reader.getLocalName());`,
    `${DECLARATION}<a>1</a>`,
    '1',
    '2',
    'b',
  ),
]);
