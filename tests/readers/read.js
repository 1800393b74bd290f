// Reads a list of texts, each with the YAML of its front matter, and writes what each reader makes of them.
const yaml = require("js-yaml");
const yaml3 = require("js-yaml-3");
const matter = require("gray-matter");
const modern = require("yaml");

const readers = {
  "js-yaml": (text, block) => yaml.load(block),
  "js-yaml 3": (text, block) => yaml3.load(block),
  "gray-matter": (text) => matter(text, {}).data,
  yaml: (text, block) => modern.parse(block),
};

const texts = JSON.parse(require("fs").readFileSync(0, "utf8"));
const answers = texts.map(([text, block]) => {
  const answer = {};
  for (const [name, read] of Object.entries(readers)) {
    try {
      answer[name] = read(text, block);
    } catch (error) {
      answer[name] = { error: String(error.message) };
    }
  }
  return answer;
});
process.stdout.write(JSON.stringify(answers));
