// What the remark extension of VS Code checks fields with while one types: the schemas that `kbsite schema --write`
// makes. The two plug-ins lie in .tools/, where `make editor-tools` puts them; without them nothing is checked here.
import { readFileSync } from 'node:fs'

const schemas = JSON.parse(readFileSync(new URL('.vscode/schema/files.json', import.meta.url), 'utf8'))

async function plugins() {
  try {
    const { default: fields } = await import('./.tools/editor/node_modules/remark-frontmatter/index.js')
    const { default: rule } = await import(
      './.tools/editor/node_modules/remark-lint-frontmatter-schema/dist/index.js'
    )
    // Its validator does not know the dialect 2020-12 by name; our schemas use nothing that is new in it.
    return [fields, [rule, { schemas, ajvOptions: { validateSchema: false } }]]
  } catch {
    return []
  }
}

export default { plugins: await plugins() }
