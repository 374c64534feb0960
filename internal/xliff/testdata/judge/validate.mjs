// Holds XLIFF against the schemas of OASIS with libxml2. Arguments: the folder of the schemas (1.2, 2.1 below it). In:
// JSON lines {name, version, xml}. Out: a JSON line for each: {name, problems: ["line: message"]}.
import fs from 'node:fs'
import path from 'node:path'
import readline from 'node:readline'
import { XmlBufferInputProvider, XmlDocument, XsdValidator, xmlRegisterInputProvider } from 'libxml2-wasm'

const folder = process.argv[2]
const files = {}
function offer(url, ...where) {
  files[url] = fs.readFileSync(path.join(folder, ...where))
}
const xmlXSD = ['2.1', 'informativeCopiesOf3rdPartySchemas', 'w3c', 'xml.xsd']
offer('http://www.w3.org/2001/xml.xsd', ...xmlXSD)
offer('schemas/1.2.xsd', '1.2', 'xliff-core-1.2-strict.xsd')
offer('schemas/informativeCopiesOf3rdPartySchemas/w3c/xml.xsd', ...xmlXSD)
offer('schemas/core.xsd', '2.1', 'xliff_core_2.0.xsd')
offer('schemas/metadata.xsd', '2.1', 'metadata.xsd')
offer('schemas/size.xsd', '2.1', 'size_restriction.xsd')
// The core leaves room for the modules and looks into them only where their schemas are known.
files['schemas/2.1.xsd'] = Buffer.from(`<xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema">
<xs:import namespace="urn:oasis:names:tc:xliff:document:2.0" schemaLocation="core.xsd"/>
<xs:import namespace="urn:oasis:names:tc:xliff:metadata:2.0" schemaLocation="metadata.xsd"/>
<xs:import namespace="urn:oasis:names:tc:xliff:sizerestriction:2.0" schemaLocation="size.xsd"/>
</xs:schema>`)
xmlRegisterInputProvider(new XmlBufferInputProvider(files))

const validators = {}
function validator(version) {
  const url = `schemas/${version}.xsd`
  validators[version] ??= XsdValidator.fromDoc(XmlDocument.fromBuffer(files[url], { url }))
  return validators[version]
}

function problems({ version, xml }) {
  let document
  try {
    document = XmlDocument.fromString(xml)
    validator(version).validate(document)
    return []
  } catch (error) {
    return error.details?.map((d) => `${d.line}: ${d.message.trim()}`) ?? [String(error.stack || error)]
  } finally {
    document?.dispose()
  }
}

for await (const line of readline.createInterface({ input: process.stdin, crlfDelay: Infinity })) {
  const question = JSON.parse(line)
  console.log(JSON.stringify({ name: question.name, problems: problems(question) }))
}
