// SPDX-License-Identifier: MIT
// check.js SCHEMA FILE...: a JSON object of what is wrong with each file, null where nothing is. Needs ajv 6.
'use strict';
const fs = require('fs');
const Ajv = require('ajv');

const read = (file) => JSON.parse(fs.readFileSync(file, 'utf8'));
const [schema, ...files] = process.argv.slice(2);
const ajv = new Ajv({schemaId: 'auto', format: 'full', unknownFormats: []});
ajv.addMetaSchema(require('ajv/lib/refs/json-schema-draft-04.json'));
const validate = ajv.compile(read(schema));
const wrong = {};
for (const file of files) {
    wrong[file] = validate(read(file)) ? null : ajv.errorsText(validate.errors);
}
console.log(JSON.stringify(wrong));
